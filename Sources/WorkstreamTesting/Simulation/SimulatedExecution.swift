public import Workstream

/// One execution of a simulation, to be looked at.
public struct SimulatedExecution: Sendable {
    /// The seed of the execution.
    public let seed: UInt64
    /// Where the run stands: how it ended, or running where it did not.
    public let status: NodeStatus
    /// What went wrong beside calls, in words.
    public let faults: [String]
    /// What is wrong with it, each in a sentence that begins with the rule.
    public let objections: [String]
    /// The calls that were made, in the order in which they began.
    public let calls: [NodePath]
    /// The journal.
    public let events: [Event]
    /// A number that follows from all that happened: two executions with the same number went the same way.
    public let fingerprint: UInt64
    /// What happened: a table with the time since the start, the path, what happens, and how the world changes.
    public let timeline: String

    /// What came of an execution.
    init(_ result: Execution.Result, seed: UInt64, faults: [ScheduledFault]) {
        self.seed = seed
        self.faults = faults.map(\.description)
        status = result.status
        objections = result.objections.map { "\($0.rule): \($0.why)" }
        calls = result.story.calls.filter { !$0.isProbe }.map { result.story.facts.paths[$0.node] }
        events = result.story.events
        fingerprint = result.fingerprint
        timeline = Timeline(result.story, result.objections.first).description
    }
}
