/// What the machine knows of one node.
///
/// One form for all kinds, plain data, so that a million of them are one array.
struct NodeState: Sendable, Hashable {
    /// Where the node stands.
    var status: NodeStatus = .notStarted
    /// Plan, block, sequence: the part of its way that it is in.
    var phase: Phase = .notBegun
    /// Plan, block, sequence: `.failed` or `.stopped` from the moment that this is certain; else `.running`.
    var verdict: NodeStatus = .running
    /// Plan, block: how hard the work in flight is being ended.
    var cut: Cut = .none
    /// Action, check: what its present attempt does.
    var stage: Stage = .idle
    /// Action, check: why its present attempt is cut off.
    var cutReason: Event.CutReason = .none
    /// Plan, block: whether an attempt of an action of its body has begun (S14).
    var isTouched = false
    /// Plan, block: completed because its bypass checks passed.
    var isBypassed = false
    /// Action, check: the number of the last attempt.
    ///
    /// Group: the number of recorded runs.
    var attempt: Int32 = 0
    /// Plan, block, sequence, batch: the child that began last; −1 before the first.
    var current: Int32 = -1
    /// Plan, block: children under way.
    ///
    /// Group: checks under way.
    var running: Int32 = 0
    /// Plan, block: children that failed.
    ///
    /// Group: checks that did not pass in this run.
    var failed: Int32 = 0
    /// Plan, block, sequence: groups under way.
    var openGroups: Int32 = 0
    /// Block: sequences that were skipped.
    var skipped: Int32 = 0
    /// Block: actions of its sequences that wait for a decision.
    var unresolved: Int32 = 0
    /// Sequence: how many of those that it waits for have completed.
    var met: Int32 = 0
    /// Action: how many further attempts people have granted.
    var granted: Int16 = 0
    /// Action: how many times its plugin could not tell what its present attempt did.
    var probes: Int8 = 0
    /// Action, check: how many engines in a row did not survive its present attempt (S70).
    var interruptions: Int8 = 0
    /// When a delay or a wait is over; for a group, when its last run ended.
    ///
    /// Nanoseconds since 1970.
    var moment: Int64 = 0
    /// Action: when its deadline is; `Int64.max` without one.
    var deadline: Int64 = .max

    /// Writes down that an attempt of an action or check has begun; what it does is `stage`.
    mutating func beginAttempt(_ number: Int) {
        status = .running
        cutReason = .none
        attempt = Int32(clamping: number)
    }

    /// What an attempt does.
    enum Stage: String, Sendable, Hashable {
        /// None is under way.
        case idle
        /// A call is under way.
        case inFlight
        /// A call was under way when its engine ended, and what follows is about to be decided.
        case interrupted
        /// The next attempt is waited for.
        case waiting
        /// The call is over without an answer, and the plugin is asked what it did.
        case probing
        /// Nobody can tell what the call did, and a decision is waited for.
        case unresolved
    }
}
