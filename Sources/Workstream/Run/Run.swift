#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// One execution of a plan, as it stood at some moment: what `wait`, `snapshot` and archives give.
///
/// It has the shape of its plan: each node has its definition and its state.
///
/// ```swift
/// run.blocks[0].sequences[2].actions[1].state.status
/// run["Fleet/web-2/upload"]?.state.attempts.count
/// run.failures.first?.path
/// for node in run.nodes { print(node.path, node.kind, node.state.status) }
/// ```
///
/// A run is a value that follows from the events of its journal, and never changes by itself. Copies share what they have in common, so a snapshot costs
/// nothing, however large the plan is.
public struct Run: Sendable, Identifiable {
    /// Names one execution of a plan.
    public typealias ID = RunID

    /// The id of the run.
    public let id: RunID
    /// What its stored events survive, as its storage states it (S60).
    public let durability: Durability
    /// Why a person should look at it as far as its engine knows; that is not stored.
    package var engineAttention: Attention?
    /// What the last one who stopped the run asked for; `nil`: nobody did.
    public internal(set) var stop: Stop?
    /// When engines took it up that found it under way, in order (S62).
    public internal(set) var recoveries: [Timestamp] = []
    var pausedSince: Timestamp?
    var unresolvedNodes: [Int] = []
    /// Why the run failed: the first failure that counts, recorded at its moment (S31); `nil` as long as it has not failed.
    public internal(set) var reason: RunFailure?
    /// Everything that failed, in order of time, tolerated failures too (S22, S31).
    public internal(set) var failures: [RunFailure] = []
    /// When it was submitted.
    public internal(set) var submitted: Timestamp?
    /// The number of the last event that it contains; 0: nothing has happened.
    public internal(set) var lastNumber = 0
    /// When that event happened.
    public internal(set) var lastTime: Timestamp?
    /// The digest of the definition, as it was recorded at submit, in hexadecimal.
    public internal(set) var digest = ""
    var states: NodeStates
    let index: PlanIndex

    /// A run of which no event is known.
    ///
    /// - Throws: `Shape.NumberingError` when the numbers of the nodes are not those from 0 on, each once.
    /// - Complexity: O(nodes).
    package init(_ id: RunID, of plan: Plan, durability: Durability = .full) throws(Shape.NumberingError) {
        self.id = id
        self.durability = durability
        index = try PlanIndex(plan)
        states = NodeStates(count: index.count)
    }
}

extension Run {
    /// What is to be done, as it was stored.
    public var plan: Plan { index.plan }
    /// Where the run stands.
    public var status: NodeStatus { states[0].status }
    /// The state of the plan's own node.
    public var state: State { states[0] }
    /// When the run was started.
    public var started: Timestamp? { states[0].started }
    /// When the run ended.
    public var ended: Timestamp? { states[0].ended }
    /// When it was submitted.
    public var submittedDate: Date? { submitted?.date }
    /// When it was started.
    public var startDate: Date? { started?.date }
    /// When it ended.
    public var endDate: Date? { ended?.date }
    /// How long it took, or has taken up to its last event; `nil` before its start.
    public var duration: Duration? {
        guard let started, let end = ended ?? lastTime else { return nil }
        return end - started
    }

    /// The groups of checks of the plan itself, in listed order.
    public var checks: Elements<Checks> {
        let groups = plan.checks
        return Elements(count: groups.count) { Checks(run: self, definition: groups[$0]) }
    }
    /// The blocks, in order.
    public var blocks: Elements<Block> {
        let blocks = plan.blocks
        return Elements(count: blocks.count) { Block(run: self, definition: blocks[$0]) }
    }
    /// The deferred batches of the plan itself, in listed order.
    public var deferred: Elements<Batch> {
        let batches = plan.deferred
        return Elements(count: batches.count) { Batch(run: self, definition: batches[$0]) }
    }
}
