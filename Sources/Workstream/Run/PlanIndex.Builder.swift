extension PlanIndex {
    /// Collects the nodes of a plan on a walk.
    ///
    /// Nodes are looked at where they stand in their lists: a copy of an action would cost more than all else here.
    struct Builder {
        /// The nodes by number.
        private(set) var entries: [Entry]
        /// The numbers in the order of the walk.
        private(set) var order: [Int32] = []

        /// Makes room for so many nodes.
        init(count: Int) {
            entries = Array(repeating: .vacant, count: count)
            order.reserveCapacity(count)
        }

        /// Adds all nodes of a plan.
        mutating func add(_ plan: Plan) throws(Shape.NumberingError) {
            let number = try open(.plan, plan.number, at: 0, in: 0, 0)
            guard number == 0 else { throw .rootless(number) }
            for (place, child) in AnyNode.plan(plan).children.enumerated() {
                switch child {
                case .checks(let index):
                    try add(plan.checks[index].checks, of: open(.checks, plan.checks[index].number, at: index, in: number, place))
                case .block(let index): try add(plan.blocks[index], at: index, in: number, place)
                case .batch(let index):
                    try add(plan.deferred[index].actions, of: open(.batch, plan.deferred[index].number, at: index, in: number, place))
                case .sequence, .action: break
                }
            }
            close(number)
        }

        private mutating func add(_ block: Node.Block, at index: Int, in plan: Int, _ place: Int) throws(Shape.NumberingError) {
            let number = try open(.block, block.number, at: index, in: plan, place)
            for (place, child) in AnyNode.block(block).children.enumerated() {
                switch child {
                case .checks(let index):
                    try add(block.checks[index].checks, of: open(.checks, block.checks[index].number, at: index, in: number, place))
                case .sequence(let index): try add(block.sequences[index], at: index, in: number, place)
                case .batch(let index):
                    try add(block.deferred[index].actions, of: open(.batch, block.deferred[index].number, at: index, in: number, place))
                case .block, .action: break
                }
            }
            close(number)
        }

        private mutating func add(_ sequence: Node.Sequence, at index: Int, in block: Int, _ place: Int) throws(Shape.NumberingError) {
            let number = try open(.sequence, sequence.number, at: index, in: block, place)
            for (place, child) in AnyNode.sequence(sequence).children.enumerated() {
                switch child {
                case .checks(let index):
                    try add(sequence.checks[index].checks, of: open(.checks, sequence.checks[index].number, at: index, in: number, place))
                case .action(let index): close(try open(.action, sequence.actions[index].number, at: index, in: number, place))
                case .block, .sequence, .batch: break
                }
            }
            close(number)
        }

        private mutating func add(_ actions: [Node.Action], of parent: Int) throws(Shape.NumberingError) {
            for index in actions.indices { close(try open(.action, actions[index].number, at: index, in: parent, index)) }
            close(parent)
        }

        private mutating func open(
            _ kind: Node.Kind, _ number: Int?, at index: Int, in parent: Int, _ place: Int
        ) throws(Shape.NumberingError) -> Int {
            guard let number else { throw .missing(kind) }
            guard entries.indices.contains(number), entries[number].parent < 0 else { throw .misused(number, count: entries.count) }
            entries[number] = Entry(
                kind: kind, index: Int32(index), parent: Int32(parent), place: Int32(place), position: Int32(order.count), size: 0)
            order.append(Int32(number))
            return number
        }

        /// All that stand in a node have been added.
        private mutating func close(_ number: Int) {
            entries[number].size = Int32(order.count) - entries[number].position
        }
    }
}
