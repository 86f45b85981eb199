@testable import Workstream

/// A second opinion on a run, written from the rules alone and without a look at the machine.
///
/// It is told what is handed to a machine and what comes out, keeps all of it as history, and answers with objections: what was not allowed, and by which
/// rule; what should have happened and did not. It shares no code with the machine, nor with the fold.
///
/// - `+Observing` keeps the history and asks the rules.
/// - `+Fates` says what becomes of an attempt (S12, S24–S27, S33, S34).
/// - `+Beginnings` says what may begin (S3, S5, S11, S20–S23, S43–S45, S63).
/// - `+Phases` says in which order a plan, block or sequence goes its way (S1–S5).
/// - `+Verdicts` says why and when something has failed (S8, S10, S14, S21, S31), and with what it ends.
struct RunModel {
    /// A place among everything that happened.
    typealias Place = NodeHistory.Place

    /// The plan.
    let nodes: [ModelNode]
    /// The waits between attempts.
    let policy: RetryPolicy
    /// From what their jitter follows.
    let seed: UInt64

    /// What became of each node.
    var histories: [NodeHistory]
    /// How much has happened.
    var place: Place = 0
    /// Where the step at hand began.
    var stepBegan: Place = 0
    /// The present moment.
    var now = Timestamp(nanoseconds: 0)
    /// The stops that people asked for, each harder than the one before.
    var stops: [(cut: Cut, place: Place)] = []
    /// Whether people have paused the run.
    var isPaused = false
    /// Whether the engine holds the run.
    var isHeld = false
    /// Since when the run stands still, where it does.
    var stillSince = Timestamp(nanoseconds: 0)
    /// Where the run last went on after a pause or hold; 0: it never stood still.
    var wentOn: Place = 0
    /// Whether the engine is closing.
    var isClosing = false
    /// The deferred batches that are to run.
    var chosen: Set<Int> = []
    /// The plan and blocks that were bypassed.
    var bypassed: Set<Int> = []
    /// What should come of the input at hand, by action.
    var forecasts: [Int: [Fate]] = [:]
    /// What the run finished with.
    var finished: NodeStatus?
    /// What is wrong with the step at hand.
    let objections = Objections()

    /// A run of a plan that has its numbers, submitted and not started.
    init(_ plan: Plan, policy: RetryPolicy, seed: UInt64) {
        nodes = ModelNode.nodes(of: plan)
        self.policy = policy
        self.seed = seed
        histories = Array(repeating: NodeHistory(), count: nodes.count)
    }

    /// Notes an objection unless a rule is kept.
    func expect(_ isKept: Bool, _ rule: @autoclosure () -> String) {
        if !isKept { objections.append(rule()) }
    }

    /// How hard people have stopped the run.
    var stop: Cut { stops.last?.cut ?? .none }
    /// Whether nothing may begin for now (S43, S44).
    var standsStill: Bool { isPaused || isHeld }
    /// When the deadline of an action is, as far as is known: while the run stands still, it moves.
    func deadline(of node: Int) -> Timestamp? { histories[node].deadline.map { standsStill ? $0 + (now - stillSince) : $0 } }
    /// The path of a node.
    func path(_ node: Int) -> String { nodes[node].path }
    /// The node that a node stands in.
    func parent(_ node: Int) -> Int { nodes[node].parent }
    /// The groups of a kind around a body.
    func groups(_ kind: Node.Checks.Kind, of scope: Int) -> [Int] { nodes[scope].groups.filter { nodes[$0].group?.kind == kind } }
    /// The block that a node stands in, or is; `nil`: it stands in none.
    func block(of node: Int) -> Int? {
        var node = node
        while node != 0 {
            if nodes[node].kind == .block { return node }
            node = parent(node)
        }
        return nil
    }

    /// Whether an action belongs to a body: it stands in a sequence, itself or in one of its groups.
    func isInBody(_ node: Int) -> Bool {
        var node = node
        while node != 0 {
            if nodes[node].kind == .sequence { return true }
            node = parent(node)
        }
        return false
    }
}
