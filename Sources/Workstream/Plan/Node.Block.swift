extension Node {
    /// Sequences that run side by side, with checks around them.
    public struct Block: Sendable, Equatable {
        /// What the block is called.
        public var name: String
        /// Why it exists.
        public var purpose: String
        /// Names the block to programs; unique in the plan.
        public var key: String?
        /// The groups of checks, in listed order; each says by its kind when it runs.
        public var checks: [Checks]
        /// The sequences; a free place goes to the first that can run.
        public var sequences: [Sequence]
        /// The deferred batches, in listed order.
        public var deferred: [Batch]
        /// The wait before the gate.
        public var entranceDelay: Duration
        /// The wait after a success, also after the last block.
        public var exitDelay: Duration
        /// How many sequences run at a time; at least 1.
        public var concurrency: Int
        /// How many sequences may fail before the block does.
        public var toleratedFailures: Tolerance
        /// Whether at most one failure more than tolerated may happen, at the price of running fewer at a time (S21).
        public var isExact: Bool
        /// Whether a sequence that was skipped for its dependencies is not counted against the tolerance (S23).
        public var toleratesSkips: Bool
        /// What happens to the work in flight when the block, or the plan around it, has failed.
        public var failurePolicy: FailurePolicy
        /// What was wrong with how the block was made; validation reports it.
        public var defects: [Defect]
        /// The number of the node, written at submit.
        public internal(set) var number: Int?

        /// A block made by hand.
        public init(
            name: String, purpose: String = "", key: String? = nil, checks: [Checks] = [], sequences: [Sequence], deferred: [Batch] = [],
            entranceDelay: Duration = .zero, exitDelay: Duration = .zero, concurrency: Int = 1, toleratedFailures: Tolerance = .count(0),
            isExact: Bool = false, toleratesSkips: Bool = false, failurePolicy: FailurePolicy = .finishActions
        ) {
            self.name = name
            self.purpose = purpose
            self.key = key
            self.checks = checks
            self.sequences = sequences
            self.deferred = deferred
            self.entranceDelay = entranceDelay
            self.exitDelay = exitDelay
            self.concurrency = concurrency
            self.toleratedFailures = toleratedFailures
            self.isExact = isExact
            self.toleratesSkips = toleratesSkips
            self.failurePolicy = failurePolicy
            self.defects = []
        }
    }
}
