extension Event {
    /// The run was stored.
    public struct Submitted: Sendable, Hashable {
        /// From what the jitter of waits follows (S24).
        public var seed: UInt64
        /// The digest of the definition, in hexadecimal.
        public var digest: String
        /// A run was stored.
        public init(seed: UInt64, digest: String) {
            self.seed = seed
            self.digest = digest
        }
    }

    /// A phase began.
    public struct PhaseBegan: Sendable, Hashable {
        /// For a delay: when it is over.
        public var due: Timestamp?
        /// The phase.
        public var phase: Phase
        /// A phase began.
        public init(_ phase: Phase, due: Timestamp? = nil) {
            self.phase = phase
            self.due = due
        }
    }

    /// A group began a run.
    public struct GroupBegan: Sendable, Hashable {
        /// The number of the run among the recorded ones, from 1.
        public var run: Int
        /// A group began a run.
        public init(run: Int) { self.run = run }
    }

    /// A node ended.
    public struct Ended: Sendable, Hashable {
        /// Why, where it did not complete.
        public var reason: Failure?
        // Narrow, because an event must stay small; the smallest number stands for none.
        private var originNumber: Int32
        /// Its final status.
        public var status: NodeStatus
        /// A node ended.
        public init(_ status: NodeStatus, reason: Failure? = nil, origin: Int? = nil) {
            self.status = status
            self.reason = reason
            originNumber = origin.map(Int32.init(clamping:)) ?? .min
        }

        /// The number of the node where the reason arose, where that is another one.
        public var origin: Int? {
            get { originNumber == .min ? nil : Int(originNumber) }
            set { originNumber = newValue.map(Int32.init(clamping:)) ?? .min }
        }
    }

    /// Why something will not be done.
    public enum SkipReason: Sendable, Hashable {
        /// The bypass checks of the plan or block said that there is nothing to do (S4).
        case bypassed
        /// The condition of the deferred batch does not hold (S14).
        case conditionNotMet(DeferredCondition)
        /// A source of a binding did not happen, so there is nothing to undo (S29); its name.
        case sourceMissing(String)
        /// A sequence that this one waits for did not complete (S23).
        ///
        /// The numbers of the sequences that led there: first the one that did not complete by itself, last the one that this one waits for. Of a long
        /// chain the first and the last ones.
        case dependency([Int])
        /// A stop ended deferred work (S42).
        case stopped
    }

    /// A node will not be done.
    public struct Skipped: Sendable, Hashable {
        /// Why.
        public var reason: SkipReason
        /// A node will not be done.
        public init(_ reason: SkipReason) { self.reason = reason }
    }

    /// A plan, block or sequence has failed.
    public struct Failed: Sendable, Hashable {
        /// What it failed with: the first failure that counts (S31).
        public var reason: Failure
        /// The number of the node where the reason arose.
        public var origin: Int
        /// A plan, block or sequence has failed.
        public init(reason: Failure, origin: Int) {
            self.reason = reason
            self.origin = origin
        }
    }

    /// A continuous group passed.
    public struct ContinuousPassed: Sendable, Hashable {
        /// How many runs passed since the last event of this kind.
        public var runs: Int
        /// When the last of them ended.
        public var last: Timestamp
        /// A continuous group passed.
        public init(runs: Int, last: Timestamp) {
            self.runs = runs
            self.last = last
        }
    }
}
