extension PlanIndex {
    /// Collects the nodes of a plan on a walk.
    struct Builder {
        private var order: [Int32] = []
        private var entries: [Entry] = []

        /// Adds a node and all below it.
        mutating func add(
            _ node: AnyNode, in slot: Node.Child, of parent: (number: Int32, place: Int32)?
        ) throws(Shape.NumberingError) {
            guard let number = node.number.flatMap(Int32.init(exactly:)) else {
                throw Shape.NumberingError(
                    description:
                        "The \(node.kind) \"\(node.name)\" has no number that can be used. The journal names nodes by number, so it cannot be read "
                        + "without: use the plan that submit stored.")
            }
            let position = entries.count
            order.append(number)
            entries.append(
                Entry(
                    kind: node.kind, slot: slot, parent: parent?.number ?? number, place: parent?.place ?? 0, position: Int32(position), size: 1))
            // An action has no children; asking it would cost more than all else here.
            if node.kind != .action {
                var place: Int32 = 0
                for child in node.children {
                    try add(node[child], in: child, of: (number, place))
                    place += 1
                }
            }
            entries[position].size = Int32(entries.count - position)
        }

        /// The nodes by number, and the numbers in the order of the walk.
        consuming func finish() throws(Shape.NumberingError) -> (entries: [Entry], order: [Int32]) {
            // Nearly always the numbers are the positions, and the entries lie as they should.
            guard !order.enumerated().allSatisfy({ Int($0.element) == $0.offset }) else { return (entries, order) }
            var placed = [Entry?](repeating: nil, count: entries.count)
            for (position, number) in order.enumerated() {
                guard placed.indices.contains(Int(number)), placed[Int(number)] == nil else {
                    throw Shape.NumberingError(
                        description: "The plan has \(entries.count) nodes, and the number \(number) is used twice or is too large. "
                            + "The journal names nodes by number, so it cannot be read: use the plan that submit stored.")
                }
                placed[Int(number)] = entries[position]
            }
            guard order.first == 0 else {
                throw Shape.NumberingError(
                    description: "The plan has the number \(order.first ?? 0), but the number of a plan is 0. "
                        + "The journal names nodes by number, so it cannot be read: use the plan that submit stored.")
            }
            return (placed.compactMap { $0 }, order)
        }
    }
}
