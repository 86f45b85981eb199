/// A stored plan with its nodes by number: what a `Run` needs to find definitions, paths and neighbours.
///
/// It never changes, so all snapshots share one.
package final class PlanIndex: Sendable {
    /// Where a node stands.
    struct Entry: Sendable {
        /// The kind of the node.
        var kind: Node.Kind
        /// Its place in that of its parent's lists in which nodes of its kind stand.
        var index: Int32
        /// The number of its parent; the plan's is its own.
        var parent: Int32
        /// Which of its parent's children it is, in the order of the walk, from 0.
        var place: Int32
        /// Its position in the walk.
        var position: Int32
        /// How many nodes there are from it down, itself included; in the walk they follow each other.
        var size: Int32

        /// The room of a node that was not met yet.
        static let vacant = Entry(kind: .plan, index: 0, parent: -1, place: 0, position: 0, size: 0)

        /// In which of its parent's lists it stands, and where there.
        var slot: Node.Child {
            switch kind {
            case .checks: .checks(Int(index))
            case .sequence: .sequence(Int(index))
            case .action: .action(Int(index))
            case .batch: .batch(Int(index))
            // The plan stands in no list.
            case .block, .plan: .block(Int(index))
            }
        }
    }

    /// The plan.
    let plan: Plan
    /// The nodes by number.
    let entries: [Entry]
    /// The numbers of the nodes in the order of the walk.
    let order: [Int32]
    private let components = Lock<[Int: [String]]>([:])

    /// Makes the index of a plan whose nodes have their numbers.
    ///
    /// - Throws: `Shape.NumberingError` when the numbers are not those from 0 on, each once.
    /// - Complexity: O(nodes).
    package init(_ plan: Plan) throws(Shape.NumberingError) {
        self.plan = plan
        var builder = Builder(count: plan.countOfNodes)
        try builder.add(plan)
        (entries, order) = (builder.entries, builder.order)
    }

    /// How many nodes there are.
    var count: Int { entries.count }

    /// The node as the plan has it.
    func definition(of node: Int) -> AnyNode {
        guard node != 0 else { return .plan(plan) }
        let entry = entries[node]
        return definition(of: Int(entry.parent))[entry.slot]
    }

    /// The numbers of the children, in the order of the walk.
    func children(of node: Int) -> [Int] {
        var children: [Int] = []
        let end = Int(entries[node].position + entries[node].size)
        var position = Int(entries[node].position) + 1
        while position < end {
            let child = Int(order[position])
            children.append(child)
            position += Int(entries[child].size)
        }
        return children
    }

    /// The numbers of all nodes below a node, in the order of the walk.
    func below(_ node: Int) -> ArraySlice<Int32> {
        let entry = entries[node]
        return order[Int(entry.position) + 1..<Int(entry.position + entry.size)]
    }

    /// The path of a node.
    ///
    /// - Complexity: O(siblings) the first time that one of the siblings is asked for, then O(depth).
    func path(of node: Int) -> NodePath {
        var components: [String] = []
        var node = node
        while node != 0 {
            components.append(component(of: node))
            node = Int(entries[node].parent)
        }
        return NodePath(components.reversed())
    }

    /// The node at a path; `nil` where there is none.
    func node(at path: NodePath) -> Int? {
        var node = 0
        for component in path.components {
            guard let place = components(below: node).firstIndex(of: component) else { return nil }
            node = children(of: node)[place]
        }
        return node
    }

    private func component(of node: Int) -> String {
        components(below: Int(entries[node].parent))[Int(entries[node].place)]
    }

    private func components(below node: Int) -> [String] {
        if let known = components.withLock({ $0[node] }) { return known }
        let definition = definition(of: node)
        let made = definition.components(of: definition.children)
        components.withLock { $0[node] = made }
        return made
    }
}
