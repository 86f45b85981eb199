extension Node {
    /// A node as it is met on a walk: its value, its place and what it stands in.
    public struct Visit: Sendable {
        /// The node.
        public let node: AnyNode
        /// The position in the walk, from 0 for the plan; submit writes the same number into the node.
        public let number: Int
        /// The last component of the path: the name, made unique among siblings; empty for the plan.
        public let component: String
        private let enclosing: Enclosing?

        /// A node that others stand in; a class, because all of its children share it.
        private final class Enclosing: Sendable {
            let visit: Visit

            init(_ visit: Visit) {
                self.visit = visit
            }
        }

        /// The visit of the plan, with which a walk begins.
        init(_ plan: Plan) {
            self.node = .plan(plan)
            self.number = 0
            self.component = ""
            self.enclosing = nil
        }

        private init(_ node: AnyNode, number: Int, component: String, enclosing: Enclosing) {
            self.node = node
            self.number = number
            self.component = component
            self.enclosing = enclosing
        }

        /// Makes visits of the children of this node, which all share one record of it.
        var childMaker: (_ child: AnyNode, _ number: Int, _ component: String) -> Visit {
            let enclosing = Enclosing(self)
            return { Visit($0, number: $1, component: $2, enclosing: enclosing) }
        }
    }
}

extension Node.Visit {
    /// The kind of the node.
    public var kind: Node.Kind { node.kind }

    /// What the node stands in; `nil` for the plan.
    public var parent: Node.Visit? { enclosing?.visit }

    /// What the node stands in, from the plan down to its parent.
    public var ancestors: [Node.Visit] {
        var ancestors: [Node.Visit] = []
        var next = parent
        while let visit = next {
            ancestors.append(visit)
            next = visit.parent
        }
        return ancestors.reversed()
    }

    /// The path of the node, put together when it is asked for.
    public var path: NodePath {
        guard let parent else { return .plan }
        return parent.path.appending(component)
    }

    /// How deep the node stands: 0 for the plan.
    public var depth: Int {
        var depth = 0
        var next = enclosing
        while let visit = next?.visit {
            depth += 1
            next = visit.enclosing
        }
        return depth
    }

    /// Whether the node is a check: an action that stands in a group.
    public var isCheck: Bool { kind == .action && parent?.kind == .checks }

    /// The action or check; `nil` for a node of another kind.
    public var action: Node.Action? {
        if case .action(let action) = node { action } else { nil }
    }
}
