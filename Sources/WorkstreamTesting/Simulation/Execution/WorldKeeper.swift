import Workstream

/// A world of one type.
final class WorldKeeper<World: Sendable>: WorldKeeping {
    private let simulation: Simulation<World>
    private let prototype: Run
    private let world: Lock<World>

    /// The world as it is before an execution.
    init(_ simulation: Simulation<World>, prototype: Run) {
        self.simulation = simulation
        self.prototype = prototype
        hasPromises = !simulation.promises.isEmpty
        world = Lock(simulation.world)
    }

    let hasPromises: Bool

    func perform(_ effect: Int, _ request: any Sendable) throws -> JSON {
        // The closure is called inside, which harms nothing: an execution has one thread, and a model knows nothing that could lead back here.
        switch simulation.effects[effect] {
        case .typed(let effect): try world.withLock { world in try effect(request, &world) }
        case .plain(let effect):
            try world.withLock { [json = try Self.json(request)] world in try effect(json, &world) }
        }
    }

    func objection(at time: Timestamp, _ events: [Event], isOver: Bool) -> Objection? {
        let promises = isOver ? simulation.endings : simulation.promises
        guard !promises.isEmpty else { return nil }
        let moment = SimulatedMoment(world: world.withLock { $0 }, time: time, events: events, prototype: prototype)
        for promise in promises {
            do {
                if try promise.holds(moment) { continue }
                return Objection(rule: promise.name, isUsers: true, why: isOver ? "It is not so when the run is over." : "It is not so.")
            } catch {
                return Objection(rule: promise.name, isUsers: true, why: "It could not be told: \(error)")
            }
        }
        return nil
    }

    func picture() -> StableText { StableText(of: world.withLock { $0 }) }

    private static func json(_ request: any Sendable) throws -> JSON {
        if let json = request as? JSON { return json }
        guard let request = request as? any Encodable else { return .null }
        return try JSON(encoding: request)
    }
}
