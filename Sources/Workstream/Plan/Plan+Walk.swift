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
            let enclosing: Node.Visit.Enclosing
            /// What stands in the one list of the node that is long: most nodes are actions, and taking one out of a list costs less than out of its node.
            let actions: [Node.Action]
            var position = 0

            init?(_ visit: Node.Visit) {
                self.node = visit.node
                self.children = visit.node.children
                guard !children.isEmpty else { return nil }
                self.enclosing = visit.asEnclosing
                self.actions = visit.node.actions
            }

            mutating func next(number: Int) -> Node.Visit? {
                guard position < children.count else { return nil }
                defer { position += 1 }
                if case .action(let index) = children[position] {
                    return enclosing.visit(.action(actions[index]), number: number, at: position)
                }
                return enclosing.visit(node[children[position]], number: number, at: position)
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
                guard let visit = levels[last].next(number: number + 1) else {
                    levels.removeLast()
                    continue
                }
                number += 1
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

extension Plan {
    /// Whether some action or check satisfies a condition; each is looked at where it stands, list by list and not in the order of execution.
    ///
    /// - Complexity: O(*n*), without a visit of each.
    func containsAction(where condition: (Node.Action) -> Bool) -> Bool {
        func isIn(_ actions: [Node.Action]) -> Bool { actions.indices.contains { condition(actions[$0]) } }
        func isIn(_ groups: [Node.Checks], _ batches: [Node.Batch]) -> Bool {
            groups.contains { isIn($0.checks) } || batches.contains { isIn($0.actions) }
        }
        return isIn(checks, deferred)
            || blocks.contains { block in
                isIn(block.checks, block.deferred) || block.sequences.contains { isIn($0.actions) || isIn($0.checks, []) }
            }
    }

    /// Looks at every action and check; each where it stands, list by list and not in the order of execution.
    ///
    /// - Complexity: O(*n*), without a visit of each.
    func forEachAction(_ look: (Node.Action) -> Void) {
        _ = containsAction {
            look($0)
            return false
        }
    }
}

extension AnyNode {
    /// The actions of a sequence or batch, or the checks of a group; none of another node.
    fileprivate var actions: [Node.Action] {
        switch self {
        case .sequence(let sequence): sequence.actions
        case .batch(let batch): batch.actions
        case .checks(let group): group.checks
        case .plan, .block, .action: []
        }
    }
}
