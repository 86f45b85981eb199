import Workstream

/// One execution that can be made smaller: a plan, a seed, and what goes wrong.
struct Scenario: Sendable {
    /// The plan.
    var plan: Plan
    /// From what everything follows.
    var seed: UInt64
    /// What goes wrong.
    var faults: [ScheduledFault]
}
