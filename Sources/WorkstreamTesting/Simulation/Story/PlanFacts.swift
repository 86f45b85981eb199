import Workstream

/// What checks and models ask of a plan, by the numbers of its nodes: plain arrays, made once for all executions.
///
/// It is made from the plan alone, and shares nothing with the engine, whose mistakes it helps to find.
struct PlanFacts: Sendable {
    /// What is known of a node.
    struct Entry: Sendable {
        /// The kind of the node.
        var kind: Node.Kind
        /// The number of what it stands in; the plan stands in itself.
        var parent: Int
        /// Of what stands in a block, and of the block: the number of the block; −1 elsewhere.
        var block = -1
        /// Of what stands in a sequence, and of the sequence: the number of the sequence; −1 elsewhere.
        var sequence = -1
        /// The kind of the group that it is or stands in.
        var group: Node.Checks.Kind?
        /// Of a continuous group: the time from the end of a run to the start of the next.
        var interval = Duration.zero
        /// Whether it is an action of a sequence.
        var isBody = false
        /// Whether it is an action of a deferred batch, or the batch itself.
        var isDeferred = false
        /// Of an action: how many attempts may follow the first.
        var retries = 0
        /// Of an action: what a repetition does, as far as the plan says it.
        var effect: Effect?
        /// Of an action: the longest time for one attempt.
        var timeout: Duration?
        /// Of an action: whether it has a longest time for all attempts.
        var hasDeadline = false
        /// Of an action: whether its plugin can be asked what a call did.
        var canProbe = false
        /// Whether it is an action or a check.
        var isAction = false
        /// Of a block: how many sequences run at a time.
        var concurrency = 1
        /// Of a block: how many sequences may fail.
        var tolerated = 0
        /// Of a block: how many sequences it has.
        var children = 0
        /// Of a block: whether at most one failure more than tolerated may happen.
        var isExact = false
        /// Of a block: whether skipped sequences do not count.
        var toleratesSkips = false
        /// Of a batch: when it runs.
        var condition: DeferredCondition?
    }

    /// The nodes by number.
    let entries: [Entry]
    /// The paths by number.
    let paths: [NodePath]
    /// The numbers of the actions and checks by path.
    let numbers: [NodePath: Int]
    /// A number that follows from each path, the same on every machine.
    let hashes: [UInt64]
    /// The continuous groups.
    let continuous: [Continuous]

    /// A continuous group.
    struct Continuous: Sendable {
        /// The number of the group.
        var node: Int
        /// The number of what it watches.
        var scope: Int
        /// The numbers of its checks.
        var checks: [Int]
        /// The time from the end of a run to the start of the next.
        var interval: Duration
    }

    /// The facts of a plan whose nodes have their numbers, which are their places in the walk.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - probing: The names of the plugins that can be asked what a call did.
    init(_ plan: Plan, probing: Set<String>) {
        var entries: [Entry] = []
        var paths: [NodePath] = []
        var numbers: [NodePath: Int] = [:]
        for visit in plan.nodes {
            let entry = Self.entry(visit, in: visit.parent.map { entries[$0.number] }, probing)
            let path = visit.path
            entries.append(entry)
            paths.append(path)
            if entry.isAction { numbers[path] = visit.number }
        }
        self.entries = entries
        self.paths = paths
        self.numbers = numbers
        hashes = paths.map { path in
            path.description.utf8.reduce(SeededGenerator(seed: 1)) { $0.derived(UInt64($1)) }.derived(0).first
        }
        continuous = entries.indices.filter { entries[$0].kind == .checks && entries[$0].group == .continuous }.map { group in
            let checks = entries.indices.filter { entries[$0].parent == group && entries[$0].isAction }
            return Continuous(node: group, scope: entries[group].parent, checks: checks, interval: entries[group].interval)
        }
    }

    private static func entry(_ visit: Node.Visit, in parent: Entry?, _ probing: Set<String>) -> Entry {
        var entry = Entry(kind: visit.kind, parent: visit.parent?.number ?? 0)
        if let parent {
            entry.block = parent.block
            entry.sequence = parent.sequence
            entry.group = parent.group
            entry.isDeferred = parent.isDeferred
        }
        switch visit.node {
        case .plan: break
        case .block(let block):
            entry.block = visit.number
            entry.concurrency = block.concurrency
            entry.children = block.sequences.count
            entry.tolerated = block.toleratedFailures.limit(of: block.sequences.count)
            entry.isExact = block.isExact
            entry.toleratesSkips = block.toleratesSkips
        case .sequence: entry.sequence = visit.number
        case .checks(let group):
            entry.group = group.kind
            entry.interval = group.interval
        case .batch(let batch):
            entry.isDeferred = true
            entry.condition = batch.condition
        case .action(let action):
            entry.isAction = true
            entry.isBody = parent?.kind == .sequence
            entry.retries = action.retries
            entry.effect = action.effect
            entry.timeout = action.timeout
            entry.hasDeadline = action.deadline != nil
            entry.canProbe = probing.contains(action.plugin)
        }
        return entry
    }

    /// Whether a node is a block of a plan, or a sequence of a block.
    func isBody(_ node: Int, of scope: Int) -> Bool {
        node != scope && entries[node].parent == scope && (entries[node].kind == .block || entries[node].kind == .sequence)
    }

    /// How many blocks a plan has, or sequences a block.
    func bodies(of scope: Int) -> Int { entries.indices.count { isBody($0, of: scope) } }

    /// Whether a node stands in another one, or is it.
    func stands(_ node: Int, in other: Int) -> Bool {
        var node = node
        while node != other {
            guard node != 0 else { return false }
            node = entries[node].parent
        }
        return true
    }
}

extension SeededGenerator {
    /// The number that comes next.
    fileprivate var first: UInt64 {
        var copy = self
        return copy.next()
    }
}
