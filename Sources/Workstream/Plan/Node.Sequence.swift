extension Node {
    /// Actions that run one after another, usually everything that is done to one target.
    public struct Sequence: Sendable, Equatable {
        /// What the sequence is called, usually its target.
        public var name: String
        /// Why it exists.
        public var purpose: String
        /// Names the sequence to programs; unique in the plan.
        public var key: String?
        /// Names or keys of sequences of the same block that must complete first (S23).
        public var after: [String]
        /// Pre-checks and post-checks; no other kind may stand here.
        public var checks: [Checks]
        /// The actions, in order.
        public var actions: [Action]
        /// What was wrong with how the sequence was made; validation reports it.
        public var defects: [Defect]
        /// The number of the node, written at submit.
        public internal(set) var number: Int?

        /// A sequence made by hand.
        public init(
            name: String, purpose: String = "", key: String? = nil, after: [String] = [], checks: [Checks] = [], actions: [Action]
        ) {
            self.name = name
            self.purpose = purpose
            self.key = key
            self.after = after
            self.checks = checks
            self.actions = actions
            self.defects = []
        }
    }
}
