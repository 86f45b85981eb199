public import Workstream

extension PlanDifference {
    /// One thing that differs between two plans.
    public struct Change: Sendable, Equatable {
        /// What has become of a node, or of one of its fields.
        @nonexhaustive
        public enum Kind: Sendable, Equatable {
            /// The node is new, with all that stands in it.
            case added(AnyNode)
            /// The node is gone, with all that stood in it.
            case removed(AnyNode)
            /// The node stands elsewhere.
            case moved(Move)
            /// The node says something else.
            case changed(FieldChange)
        }

        /// The path of the node: in the new plan, or in the former one where the node is gone.
        public let path: NodePath
        /// What kind of node it is.
        public let node: Node.Kind
        /// Whether it is a check: an action that stands in a group.
        public let isCheck: Bool
        /// What has become of it.
        public let kind: Kind
    }

    /// A node that has changed places.
    public struct Move: Sendable, Equatable {
        /// The path in the former plan.
        public let from: NodePath
        /// The places among its siblings, from 0, in the former plan and in the new one; `nil` where it stands in another node now.
        public let positions: Positions?

        /// The places of a node that has stayed in the same one.
        public struct Positions: Sendable, Equatable {
            /// The place in the former plan.
            public let old: Int
            /// The place in the new plan.
            public let new: Int
        }
    }

    /// A field of a node that has changed.
    public struct FieldChange: Sendable, Equatable {
        /// The name of the property, such as "concurrency".
        public let field: String
        /// Where in the field, for one that is JSON of the plan's author, such as a request: `$.host`; the root for any other.
        public let place: JSON.Path
        /// The former value in its stored form; `nil` where there was none.
        public let old: JSON?
        /// The new value in its stored form; `nil` where there is none.
        public let new: JSON?
    }
}
