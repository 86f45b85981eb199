/// What is expected of the world and the run.
struct WorldPromise<World: Sendable>: Sendable {
    /// What is expected, as reports say it.
    var name: String
    /// Looks whether it is so.
    var holds: @Sendable (SimulatedMoment<World>) throws -> Bool
}
