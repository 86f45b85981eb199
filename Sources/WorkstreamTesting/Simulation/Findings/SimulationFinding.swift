public import Workstream

/// Something that is wrong with a plan, or with the framework: the smallest run in which it shows.
public struct SimulationFinding: Sendable {
    /// The rule that does not hold, such as "S26", or the name of what is expected.
    public let check: String
    /// What is wrong.
    public let message: String
    /// The seed of the execution in which it was found; `simulation.execution(seed:)` plays it again.
    public let seed: UInt64
    /// In how many executions it was found.
    public internal(set) var count: Int
    /// The smallest plan with which it still shows.
    public let plan: Plan
    /// What goes wrong beside calls in that run, in words.
    public let faults: [String]
    /// What happens in that run: a table with the time since its start, the path, what happens, and how the world changes.
    public let timeline: String
    /// How many smaller runs were tried.
    public let tries: Int

    /// How many actions and checks the smallest plan has.
    public var actions: Int { plan.nodes.reduce(0) { $0 + ($1.kind == .action ? 1 : 0) } }
}

extension SimulationFinding: CustomStringConvertible {
    /// The finding, for people.
    public var description: String {
        let title = "\"\(check)\" does not hold (seed \(seed), in \(count) execution\(count == 1 ? "" : "s")). \(message)"
        let small = "The smallest run that still fails has \(actions) action\(actions == 1 ? "" : "s"):"
        let faults = faults.isEmpty ? [] : ["What goes wrong in it:\n" + faults.map { "  \($0)" }.joined(separator: "\n")]
        return ([title, small + "\n" + plan.outline()] + faults + ["What happens in it:\n" + timeline]).joined(separator: "\n\n")
    }
}
