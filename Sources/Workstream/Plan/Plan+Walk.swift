extension Plan {
    /// All nodes of the plan, each before those that stand in it, in the order of execution.
    ///
    /// In a plan or block come its bypass groups, pre-checks, continuous groups, the body (blocks; sequences), post-checks, deferred batches and deferred
    /// checks; in a sequence its pre-checks, actions and post-checks; in a group its checks; in a batch its actions. Lists keep their order. The position in
    /// this order is the number of the node.
    ///
    /// ```swift
    /// for visit in plan.nodes { print(visit.number, visit.kind, visit.path) }
    /// ```
    ///
    /// - Complexity: O(*n*) for the whole walk; the plan is not copied, and a path is put together only when asked for.
    public var nodes: Nodes { Nodes(plan: self) }

    /// The nodes of a plan, in the order of execution.
    public struct Nodes: Swift.Sequence, Sendable {
        let plan: Plan

        /// Begins a walk.
        public func makeIterator() -> Iterator {
            Iterator(plan)
        }
    }
}

extension Plan.Nodes {
    /// A walk through a plan.
    public struct Iterator: IteratorProtocol {
        /// A node whose children are being visited.
        private struct Level {
            let node: AnyNode
            let children: [Node.Child]
            let components: [String]
            let visit: (_ child: AnyNode, _ number: Int, _ component: String) -> Node.Visit
            var position = 0

            init?(_ visit: Node.Visit) {
                self.node = visit.node
                self.children = visit.node.children
                guard !children.isEmpty else { return nil }
                self.components = visit.node.components(of: children)
                self.visit = visit.childMaker
            }
        }

        private var levels: [Level] = []
        private var number = 0
        private var first: Node.Visit?

        init(_ plan: Plan) {
            self.first = Node.Visit(plan)
        }

        /// The next node.
        public mutating func next() -> Node.Visit? {
            if let plan = first {
                first = nil
                descend(into: plan)
                return plan
            }
            while let last = levels.indices.last {
                let position = levels[last].position
                guard position < levels[last].children.count else {
                    levels.removeLast()
                    continue
                }
                levels[last].position = position + 1
                number += 1
                let visit = levels[last].visit(levels[last].node[levels[last].children[position]], number, levels[last].components[position])
                descend(into: visit)
                return visit
            }
            return nil
        }

        private mutating func descend(into visit: Node.Visit) {
            // An action has no children; the test spares the record that children would share.
            guard visit.kind != .action, let level = Level(visit) else { return }
            levels.append(level)
        }
    }
}
