extension Node {
    /// Actions that run, one after another, when a plan or block is over and the batch's condition holds (S14).
    public struct Batch: Sendable, Equatable {
        /// What the batch is called.
        public var name: String
        /// Why it exists.
        public var purpose: String
        /// Names the batch to programs; unique in the plan.
        public var key: String?
        /// When the batch runs.
        public var condition: DeferredCondition
        /// Whether a failure of the batch fails its plan or block.
        public var isRequired: Bool
        /// The actions, in order; a failing one ends the batch.
        public var actions: [Action]
        /// What was wrong with how the batch was made; validation reports it.
        public var defects: [Defect]
        /// The number of the node, written at submit.
        public internal(set) var number: Int?

        /// A batch made by hand.
        public init(
            name: String, purpose: String = "", key: String? = nil, condition: DeferredCondition, isRequired: Bool = false, actions: [Action]
        ) {
            self.name = name
            self.purpose = purpose
            self.key = key
            self.condition = condition
            self.isRequired = isRequired
            self.actions = actions
            self.defects = []
        }
    }
}
