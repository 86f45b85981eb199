extension Shape {
    /// Writes the tables of a plan, node by node.
    ///
    /// Nodes are looked at where they stand in their lists: a copy of an action would cost more than all else here.
    struct Compiler {
        /// The tables, as `Shape` has them.
        private(set) var entries: [Entry]
        private(set) var scopes: [Scope] = []
        private(set) var groups: [Group] = []
        private(set) var batches: [Batch] = []
        private(set) var actions: [Action] = []
        private(set) var policies: [RetryPolicy] = []
        private(set) var probing: [Bool] = []
        private(set) var dependents: [Int32] = []
        let startLimit: Duration?
        private let sources: Set<Int>
        private let onUnknownOutcome: UnknownOutcomePolicy?
        private var plugins: [String] = []
        private var places: [String: Int16] = [:]
        private var last: (name: String, place: Int16)?

        /// How many different actions a sequence may have so that its settings are found again without a search.
        private static let longestCycle = 8

        /// Makes room for a plan.
        init(_ plan: Plan, sources: Set<Int>) {
            entries = Array(repeating: .vacant, count: plan.countOfNodes)
            startLimit = plan.startLimit
            self.sources = sources
            onUnknownOutcome = plan.onUnknownOutcome
        }

        /// Writes the tables.
        mutating func compile(_ plan: Plan) throws(NumberingError) {
            let number = try place(.plan, plan.number, in: 0, extra: 0)
            scopes.append(Scope())
            try compile(plan.checks, of: number, scope: 0)
            var body = Chain(of: number)
            for block in plan.blocks { body.append(try compile(block, in: number), in: &entries) }
            try compile(plan.deferred, of: number, scope: 0)
        }

        /// Asks what is to be known of the plugins, once each.
        mutating func look(_ canProbe: (String) -> Bool, _ retryPolicy: (String) -> RetryPolicy) {
            policies = plugins.map(retryPolicy)
            probing = plugins.map(canProbe)
        }

        private mutating func compile(_ block: Node.Block, in plan: Int) throws(NumberingError) -> Int {
            let index = scopes.count
            let number = try place(.block, block.number, in: plan, extra: index)
            var scope = Scope()
            scope.entranceDelay = block.entranceDelay.wholeNanoseconds
            scope.exitDelay = block.exitDelay.wholeNanoseconds
            scope.concurrency = Int32(clamping: block.concurrency)
            scope.tolerated = block.toleratedFailures.limit(of: block.sequences.count)
            scope.isExact = block.isExact
            scope.toleratesSkips = block.toleratesSkips
            scope.policy = Cut(block.failurePolicy)
            scopes.append(scope)
            try compile(block.checks, of: number, scope: index)
            var body = Chain(of: number)
            for sequence in block.sequences { body.append(try compile(sequence, in: number), in: &entries) }
            link(block, firstScope: index + 1)
            try compile(block.deferred, of: number, scope: index)
            return number
        }

        /// S23: writes down who waits for whom; the scopes of the sequences follow each other.
        private mutating func link(_ block: Node.Block, firstScope: Int) {
            let predecessors = block.dependencies.predecessors
            guard !predecessors.isEmpty else { return }
            scopes[firstScope - 1].hasDependencies = true
            var waiting = [[Int32]](repeating: [], count: predecessors.count)
            for (place, list) in predecessors.enumerated() {
                scopes[firstScope + place].waitsFor = Int32(list.count)
                for predecessor in list { waiting[predecessor].append(Int32(block.sequences[place].number ?? -1)) }
            }
            for (place, list) in waiting.enumerated() {
                scopes[firstScope + place].firstDependent = Int32(dependents.count)
                scopes[firstScope + place].dependentCount = Int32(list.count)
                dependents += list
            }
        }

        private mutating func compile(_ sequence: Node.Sequence, in block: Int) throws(NumberingError) -> Int {
            let index = scopes.count
            let number = try place(.sequence, sequence.number, in: block, extra: index)
            scopes.append(Scope())
            try compile(sequence.checks, of: number, scope: index)
            try compile(sequence.actions, of: number)
            return number
        }

        private mutating func compile(_ checks: [Node.Checks], of node: Int, scope: Int) throws(NumberingError) {
            guard !checks.isEmpty else { return }
            for kind in Node.Checks.Kind.allCases {
                var list = Chain()
                for group in checks where group.kind == kind {
                    let number = try place(.checks, group.number, in: node, extra: groups.count)
                    groups.append(Group(kind: kind, interval: group.interval, treatsErrorsAsNo: group.treatsErrorsAsNo))
                    try compile(group.checks, of: number)
                    list.append(number, in: &entries)
                }
                scopes[scope].setFirst(Int32(list.first), of: kind)
            }
        }

        private mutating func compile(_ deferred: [Node.Batch], of node: Int, scope: Int) throws(NumberingError) {
            var list = Chain()
            for batch in deferred {
                let number = try place(.batch, batch.number, in: node, extra: batches.count)
                batches.append(Batch(condition: batch.condition, isRequired: batch.isRequired))
                try compile(batch.actions, of: number)
                list.append(number, in: &entries)
            }
            scopes[scope].batch = Int32(list.first)
        }

        private mutating func compile(_ list: [Node.Action], of node: Int) throws(NumberingError) {
            var chain = Chain(of: node)
            for place in list.indices {
                chain.append(try self.place(.action, list[place].number, in: node, extra: index(of: list[place])), in: &entries)
            }
        }

        /// Where an action's settings stand; sequences repeat those of the sequence before, so few are written.
        private mutating func index(of action: Node.Action) -> Int {
            let settings = Action(
                timeout: action.timeout?.wholeNanoseconds ?? .max, deadline: action.deadline?.wholeNanoseconds ?? .max,
                retries: Int32(clamping: action.retries), policy: index(of: action.plugin), effect: action.effect ?? .atMostOnce,
                onUnknownOutcome: action.onUnknownOutcome ?? onUnknownOutcome, hasBindings: !action.bindings.isEmpty,
                isSource: !sources.isEmpty && sources.contains(action.number ?? -1))
            for place in actions.indices.suffix(Self.longestCycle).reversed() where actions[place] == settings { return place }
            actions.append(settings)
            return actions.count - 1
        }

        private mutating func index(of plugin: String) -> Int16 {
            if let last, last.name == plugin { return last.place }
            let place = places[plugin] ?? Int16(clamping: plugins.count)
            if place == plugins.count {
                plugins.append(plugin)
                places[plugin] = place
            }
            last = (plugin, place)
            return place
        }

        private mutating func place(_ kind: Node.Kind, _ number: Int?, in parent: Int, extra: Int) throws(NumberingError) -> Int {
            guard let number else { throw .missing(kind) }
            // As many nodes as there is room for, and no room taken twice: so none stays vacant.
            guard entries.indices.contains(number), entries[number].parent < 0 else { throw .misused(number, count: entries.count) }
            entries[number] = Entry(kind: kind, parent: Int32(parent), extra: Int32(extra))
            return number
        }
    }
}
