/// A plan compiled once to flat arrays of plain data, indexed by node number: what the machine walks instead of the tree.
///
/// It never changes, so all who look at a run share one.
package final class Shape: Sendable {
    /// What every node has.
    ///
    /// A number that names no node is −1.
    struct Entry: Sendable {
        /// The kind of the node.
        var kind: Node.Kind
        /// The node that it stands in.
        var parent: Int32
        /// The next one in the same body, group, batch or list of groups of one kind.
        var next: Int32 = -1
        /// The first block, sequence, action or check in it.
        var first: Int32 = -1
        /// How many of those there are.
        var count: Int32 = 0
        /// Where the rest stands, in the array for its kind.
        var extra: Int32 = -1

        /// The room of a node that is not compiled yet.
        static let vacant = Entry(kind: .plan, parent: -1)
    }

    /// What a plan, block or sequence has.
    struct Scope: Sendable {
        private var groups: (Int32, Int32, Int32, Int32, Int32) = (-1, -1, -1, -1, -1)
        /// The first deferred batch.
        var batch: Int32 = -1
        /// The wait before the gate, in nanoseconds.
        var entranceDelay: Int64 = 0
        /// The wait after a success, in nanoseconds.
        var exitDelay: Int64 = 0
        /// How many children run at a time.
        var concurrency: Int32 = 1
        /// How many children may fail.
        var tolerated = 0
        /// Whether at most one failure more than tolerated may happen.
        var isExact = false
        /// Whether skipped sequences are not counted against the tolerance.
        var toleratesSkips = false
        /// How many sequences of its block a sequence waits for.
        var waitsFor: Int32 = 0
        /// Where those that wait for it stand in `dependents`.
        var firstDependent: Int32 = 0
        /// How many those are.
        var dependentCount: Int32 = 0
        /// Whether a sequence of the block waits for others.
        var hasDependencies = false
        /// How the work in flight is ended when it fails.
        var policy: Cut = .finishActions

        /// The first group of a kind; −1: there is none.
        func first(of kind: Node.Checks.Kind) -> Int32 {
            switch kind {
            case .bypass: groups.0
            case .pre: groups.1
            case .continuous: groups.2
            case .post: groups.3
            case .deferred: groups.4
            }
        }

        /// Writes down the first group of a kind.
        mutating func setFirst(_ group: Int32, of kind: Node.Checks.Kind) {
            switch kind {
            case .bypass: groups.0 = group
            case .pre: groups.1 = group
            case .continuous: groups.2 = group
            case .post: groups.3 = group
            case .deferred: groups.4 = group
            }
        }
    }

    /// What a group has.
    struct Group: Sendable {
        /// When it runs.
        var kind: Node.Checks.Kind
        /// The time between two runs of a continuous group.
        var interval: Duration
        /// Whether a bypass check that could not look says no.
        var treatsErrorsAsNo: Bool
    }

    /// What a batch has.
    struct Batch: Sendable {
        /// When it runs.
        var condition: DeferredCondition
        /// Whether its failure counts.
        var isRequired: Bool
    }

    /// What an action or check has.
    struct Action: Sendable, Hashable {
        /// The longest time for one attempt, in nanoseconds; `Int64.max`: no limit.
        var timeout: Int64
        /// The longest time for the whole action, in nanoseconds; `Int64.max`: no limit.
        var deadline: Int64
        /// How many attempts may follow the first.
        var retries: Int32
        /// The place of the plugin's retry policy in `policies`.
        var policy: Int16
        /// What a repetition does.
        var effect: Effect
        /// What becomes of an action whose outcome nobody knows, where the plan says so.
        var onUnknownOutcome: UnknownOutcomePolicy?
        /// Whether part of the request comes from earlier responses.
        var hasBindings: Bool
        /// Whether a binding reads its response.
        var isSource: Bool
    }

    let entries: [Entry]
    let scopes: [Scope]
    let groups: [Group]
    let batches: [Batch]
    /// Equal ones that follow each other stand here once.
    let actions: [Action]
    let policies: [RetryPolicy]
    /// Whether the plugin can be asked what a call did, at the place of its retry policy.
    let probing: [Bool]
    /// The sequences that wait for others, those for the same one side by side, in listed order.
    let dependents: [Int32]
    /// How long after its submission the run may be started; `nil`: for ever.
    let startLimit: Duration?

    init(_ compiler: consuming Compiler) {
        entries = compiler.entries
        scopes = compiler.scopes
        groups = compiler.groups
        batches = compiler.batches
        actions = compiler.actions
        policies = compiler.policies
        probing = compiler.probing
        dependents = compiler.dependents
        startLimit = compiler.startLimit
    }

    /// How many nodes there are.
    package var count: Int { entries.count }

    /// The kind of a node.
    package func kind(of node: Int) -> Node.Kind { entries[node].kind }
    /// The node that a node stands in; the plan stands in itself.
    package func parent(of node: Int) -> Int { Int(entries[node].parent) }
    /// The longest time for one attempt of an action; `nil`: no limit.
    package func timeout(of node: Int) -> Duration? {
        let timeout = actions[Int(entries[node].extra)].timeout
        return timeout == .max ? nil : .nanoseconds(timeout)
    }

    func scope(_ node: Int) -> Scope { scopes[Int(entries[node].extra)] }
    func group(_ node: Int) -> Group { groups[Int(entries[node].extra)] }
    func batch(_ node: Int) -> Batch { batches[Int(entries[node].extra)] }
    func action(_ node: Int) -> Action { actions[Int(entries[node].extra)] }
    func policy(of node: Int) -> RetryPolicy { policies[Int(action(node).policy)] }
    func canProbe(_ node: Int) -> Bool { probing[Int(action(node).policy)] }

    /// The first group of a kind in a plan, block or sequence; −1: there is none.
    func firstGroup(_ kind: Node.Checks.Kind, of node: Int) -> Int {
        Int(scopes[Int(entries[node].extra)].first(of: kind))
    }

    /// The sequences that wait for a sequence, in listed order.
    func dependents(of sequence: Int) -> ArraySlice<Int32> {
        let scope = scope(sequence)
        return dependents[Int(scope.firstDependent)..<Int(scope.firstDependent + scope.dependentCount)]
    }

    /// The nodes of a linked list, from its first.
    func list(from first: Int) -> List { List(shape: self, node: first) }

    /// The children of a body, group or batch, in order.
    func children(of node: Int) -> List { List(shape: self, node: Int(entries[node].first)) }

    /// The nodes of a linked list.
    struct List: Swift.Sequence, IteratorProtocol {
        let shape: Shape
        var node: Int

        mutating func next() -> Int? {
            guard node >= 0 else { return nil }
            defer { node = Int(shape.entries[node].next) }
            return node
        }
    }
}

extension Shape {
    /// Every node below a node, in no stated order.
    ///
    /// - Complexity: O(nodes below it).
    func all(below node: Int) -> [Int] {
        var found: [Int] = []
        var open = [node]
        while let parent = open.popLast() {
            let start = found.count
            switch entries[parent].kind {
            case .plan, .block, .sequence:
                for kind in Node.Checks.Kind.allCases { found.append(contentsOf: list(from: firstGroup(kind, of: parent))) }
                found.append(contentsOf: list(from: Int(scope(parent).batch)))
                found.append(contentsOf: children(of: parent))
            case .checks, .batch:
                found.append(contentsOf: children(of: parent))
            case .action:
                break
            }
            open.append(contentsOf: found[start...])
        }
        return found
    }
}
