extension Node {
    /// A node as it is met on a walk: its value, its place and what it stands in.
    public struct Visit: Sendable {
        /// The node.
        public let node: AnyNode
        /// The position in the walk, from 0 for the plan; submit writes the same number into the node.
        public let number: Int
        /// Which of its parent's children it is, in the order of the walk, from 0.
        private let place: Int
        private let enclosing: Enclosing?

        /// A node that others stand in; a class, because all of its children share it.
        final class Enclosing: Sendable {
            fileprivate let visit: Visit
            private let components = Lock<[String]?>(nil)

            fileprivate init(_ visit: Visit) {
                self.visit = visit
            }

            /// The last component of the path of a child; nobody asks for it on most walks, so it is made when somebody does.
            fileprivate func component(at place: Int) -> String {
                if let known = components.withLock({ $0 }) { return known[place] }
                let made = visit.node.components(of: visit.node.children)
                components.withLock { $0 = made }
                return made[place]
            }

            /// The visit of a child.
            func visit(_ child: AnyNode, number: Int, at place: Int) -> Visit {
                Visit(child, number: number, at: place, in: self)
            }
        }

        /// The visit of the plan, with which a walk begins.
        init(_ plan: Plan) {
            self.node = .plan(plan)
            self.number = 0
            self.place = 0
            self.enclosing = nil
        }

        private init(_ node: AnyNode, number: Int, at place: Int, in enclosing: Enclosing) {
            self.node = node
            self.number = number
            self.place = place
            self.enclosing = enclosing
        }

        /// The record of this node that the visits of all of its children share.
        var asEnclosing: Enclosing { Enclosing(self) }
    }
}

extension Node.Visit {
    /// The kind of the node.
    public var kind: Node.Kind { node.kind }

    /// The last component of the path: the name, made unique among siblings; empty for the plan.
    public var component: String { enclosing?.component(at: place) ?? "" }

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
