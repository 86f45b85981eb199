extension Shape {
    /// What is wrong with the numbers of a stored plan.
    package struct NumberingError: Error, CustomStringConvertible {
        /// What happened, why it matters, what to do.
        package let description: String
    }

    /// Compiles a plan whose nodes have their numbers.
    ///
    /// - Parameters:
    ///   - plan: The stored plan, its defaults written out.
    ///   - sources: The actions whose responses a binding reads.
    ///   - canProbe: Whether a plugin can be asked what a call did, by its registered name.
    ///   - retryPolicy: The retry policy of a plugin, by its registered name.
    /// - Throws: `NumberingError` when the numbers are not those from 0 on, each once.
    /// - Complexity: O(nodes).
    package init(
        _ plan: Plan, sources: Set<Int> = [], canProbe: (String) -> Bool = { _ in false }, retryPolicy: (String) -> RetryPolicy
    ) throws {
        var compiler = Compiler(sources: sources, onUnknownOutcome: plan.onUnknownOutcome)
        try compiler.compile(plan, retryPolicy)
        compiler.shape.probing = Array(repeating: false, count: compiler.shape.policies.count)
        for (name, place) in compiler.policyIndex { compiler.shape.probing[Int(place)] = canProbe(name) }
        self = try compiler.linked()
    }

    private struct Compiler {
        let sources: Set<Int>
        let onUnknownOutcome: UnknownOutcomePolicy?
        var shape = Shape(entries: [])
        var placed: [(number: Int, entry: Entry)] = []
        var policyIndex: [String: Int16] = [:]

        mutating func place(_ kind: Node.Kind, _ number: Int?, in parent: Int, extra: Int) throws -> Int {
            guard let number else {
                throw NumberingError(
                    description:
                        "A \(kind) of the plan has no number. The journal names nodes by number, so it cannot be read without: use the plan that submit stored."
                )
            }
            placed.append((number, Entry(kind: kind, parent: Int32(parent), extra: Int32(extra))))
            return number
        }

        mutating func compile(_ plan: Plan, _ policy: (String) -> RetryPolicy) throws {
            let root = try place(.plan, plan.number, in: 0, extra: 0)
            shape.scopes.append(Scope())
            shape.startLimit = plan.startLimit
            var scope = Scope()
            try groups(plan.checks, of: root, into: &scope, policy)
            var numbers: [Int] = []
            for block in plan.blocks { numbers.append(try compile(block, in: root, policy)) }
            scope.batch = try batches(plan.deferred, of: root, policy)
            shape.scopes[0] = scope
            chains.append((root, numbers))
        }

        /// Parents with their children in order; linked up when every number is known.
        var chains: [(parent: Int, children: [Int])] = []
        /// Lists that hang on a scope.
        var lists: [[Int]] = []

        mutating func compile(_ block: Node.Block, in plan: Int, _ policy: (String) -> RetryPolicy) throws -> Int {
            let index = shape.scopes.count
            let number = try place(.block, block.number, in: plan, extra: index)
            var scope = Scope()
            shape.scopes.append(scope)
            scope.entranceDelay = block.entranceDelay.wholeNanoseconds
            scope.exitDelay = block.exitDelay.wholeNanoseconds
            scope.concurrency = Int32(clamping: block.concurrency)
            scope.tolerated = block.toleratedFailures.limit(of: block.sequences.count)
            scope.isExact = block.isExact
            scope.toleratesSkips = block.toleratesSkips
            scope.policy = Cut(block.failurePolicy)
            try groups(block.checks, of: number, into: &scope, policy)
            var numbers: [Int] = []
            numbers.reserveCapacity(block.sequences.count)
            let firstScope = shape.scopes.count
            for sequence in block.sequences { numbers.append(try compile(sequence, in: number, policy)) }
            scope.hasDependencies = link(block.dependencies, numbers, firstScope: firstScope)
            scope.batch = try batches(block.deferred, of: number, policy)
            shape.scopes[index] = scope
            chains.append((number, numbers))
            return number
        }

        /// S23: writes down who waits for whom; `false`: nobody waits for anybody.
        private mutating func link(_ dependencies: Node.Block.Dependencies, _ numbers: [Int], firstScope: Int) -> Bool {
            guard !dependencies.predecessors.isEmpty else { return false }
            var dependents = [[Int32]](repeating: [], count: numbers.count)
            for (place, predecessors) in dependencies.predecessors.enumerated() {
                shape.scopes[firstScope + place].waitsFor = Int32(predecessors.count)
                for predecessor in predecessors { dependents[predecessor].append(Int32(numbers[place])) }
            }
            for (place, waiting) in dependents.enumerated() {
                shape.scopes[firstScope + place].firstDependent = Int32(shape.dependents.count)
                shape.scopes[firstScope + place].dependentCount = Int32(waiting.count)
                shape.dependents += waiting
            }
            return true
        }

        mutating func compile(_ sequence: Node.Sequence, in block: Int, _ policy: (String) -> RetryPolicy) throws -> Int {
            let index = shape.scopes.count
            let number = try place(.sequence, sequence.number, in: block, extra: index)
            var scope = Scope()
            shape.scopes.append(scope)
            try groups(sequence.checks, of: number, into: &scope, policy)
            shape.scopes[index] = scope
            try actions(sequence.actions, of: number, policy)
            return number
        }

        mutating func groups(_ groups: [Node.Checks], of node: Int, into scope: inout Scope, _ policy: (String) -> RetryPolicy) throws {
            guard !groups.isEmpty else { return }
            for kind in Node.Checks.Kind.allCases {
                var numbers: [Int] = []
                for group in groups where group.kind == kind {
                    let number = try place(.checks, group.number, in: node, extra: shape.groups.count)
                    shape.groups.append(Group(kind: kind, interval: group.interval, treatsErrorsAsNo: group.treatsErrorsAsNo))
                    try actions(group.checks, of: number, policy)
                    numbers.append(number)
                }
                guard let first = numbers.first else { continue }
                lists.append(numbers)
                switch kind {
                case .bypass: scope.groups.0 = Int32(first)
                case .pre: scope.groups.1 = Int32(first)
                case .continuous: scope.groups.2 = Int32(first)
                case .post: scope.groups.3 = Int32(first)
                case .deferred: scope.groups.4 = Int32(first)
                }
            }
        }

        mutating func batches(_ batches: [Node.Batch], of node: Int, _ policy: (String) -> RetryPolicy) throws -> Int32 {
            var numbers: [Int] = []
            for batch in batches {
                let number = try place(.batch, batch.number, in: node, extra: shape.batches.count)
                shape.batches.append(Batch(condition: batch.condition, isRequired: batch.isRequired))
                try actions(batch.actions, of: number, policy)
                numbers.append(number)
            }
            lists.append(numbers)
            return Int32(numbers.first ?? -1)
        }

        mutating func actions(_ actions: [Node.Action], of node: Int, _ policy: (String) -> RetryPolicy) throws {
            var numbers: [Int] = []
            numbers.reserveCapacity(actions.count)
            for action in actions {
                let number = try place(.action, action.number, in: node, extra: shape.actions.count)
                shape.actions.append(
                    Action(
                        timeout: action.timeout?.wholeNanoseconds ?? .max, deadline: action.deadline?.wholeNanoseconds ?? .max,
                        retries: Int32(clamping: action.retries), policy: index(of: action.plugin, policy), effect: action.effect ?? .atMostOnce,
                        onUnknownOutcome: action.onUnknownOutcome ?? onUnknownOutcome, hasBindings: !action.bindings.isEmpty,
                        isSource: sources.contains(number)))
                numbers.append(number)
            }
            chains.append((node, numbers))
        }

        mutating func index(of plugin: String, _ policy: (String) -> RetryPolicy) -> Int16 {
            if let index = policyIndex[plugin] { return index }
            let index = Int16(clamping: shape.policies.count)
            shape.policies.append(policy(plugin))
            policyIndex[plugin] = index
            return index
        }

        consuming func linked() throws -> Shape {
            var entries = [Entry?](repeating: nil, count: placed.count)
            for (number, entry) in placed {
                guard entries.indices.contains(number), entries[number] == nil else {
                    throw NumberingError(
                        description: "The plan has \(placed.count) nodes, and the number \(number) is used twice or is too large. "
                            + "The journal names nodes by number, so it cannot be read: use the plan that submit stored.")
                }
                entries[number] = entry
            }
            shape.entries = entries.compactMap { $0 }
            for (parent, children) in chains {
                shape.entries[parent].first = Int32(children.first ?? -1)
                shape.entries[parent].count = Int32(children.count)
                link(children)
            }
            for list in lists { link(list) }
            return shape
        }

        private mutating func link(_ numbers: [Int]) {
            for (node, next) in zip(numbers, numbers.dropFirst()) { shape.entries[node].next = Int32(next) }
        }
    }
}
