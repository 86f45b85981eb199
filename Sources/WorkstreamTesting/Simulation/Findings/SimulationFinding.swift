/// Something that is wrong with a plan, or with the framework.
public struct SimulationFinding: Sendable {
    /// The rule that does not hold, such as "S26", or the name of what is expected.
    public let check: String
    /// What is wrong.
    public let message: String
    /// The seed of the execution in which it was found; `simulation.execution(seed:)` plays it again.
    public let seed: UInt64
    /// In how many executions it was found.
    public internal(set) var count: Int
}

extension SimulationFinding: CustomStringConvertible {
    /// The finding, for people.
    public var description: String {
        "\"\(check)\" does not hold (seed \(seed), in \(count) execution\(count == 1 ? "" : "s")): \(message)"
    }
}
