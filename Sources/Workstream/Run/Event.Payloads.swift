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
        /// The phase.
        public var phase: Phase
        /// For a delay: when it is over.
        public var due: Timestamp?
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

    /// An attempt is about to be made.
    public struct AttemptBegan: Sendable, Hashable {
        /// The number of the attempt, from 1.
        public var attempt: Int
        /// The request with its bound values filled in, when the action has bindings and this is its first attempt.
        public var request: Payload?
        /// What a repetition does, as the plugin says of that request, when the plan leaves it open.
        public var effect: Effect?
        /// When the deadline of the action is, when it has one and this is its first attempt.
        public var deadline: Timestamp?
        /// An attempt is about to be made.
        public init(attempt: Int, request: Payload? = nil, effect: Effect? = nil, deadline: Timestamp? = nil) {
            self.attempt = attempt
            self.request = request
            self.effect = effect
            self.deadline = deadline
        }
    }

    /// Why an attempt is cut off.
    public enum CutReason: UInt8, Sendable, Hashable, CaseIterable {
        /// It is not cut off.
        case none
        /// It took longer than its timeout.
        case timeout
        /// The whole action took longer than its deadline.
        case deadline
        /// A stop or a failure policy ended it.
        case policy
    }

    /// An attempt was cut off.
    public struct AttemptCut: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// Why.
        public var reason: CutReason
        /// An attempt was cut off.
        public init(attempt: Int, reason: CutReason) {
            self.attempt = attempt
            self.reason = reason
        }
    }

    /// An attempt ended.
    public struct AttemptEnded: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// How it ended.
        public var outcome: Outcome
        /// The status of its action from now on: running when another attempt follows.
        public var status: NodeStatus
        /// When the next attempt is due, when one follows.
        public var due: Timestamp?
        /// What the action failed or was stopped with, where that is not the outcome's own error.
        public var reason: Failure?
        /// How much live output it had, where it had any.
        public var output: OutputSummary?
        /// An attempt ended.
        public init(
            attempt: Int, outcome: Outcome, status: NodeStatus, due: Timestamp? = nil, reason: Failure? = nil, output: OutputSummary? = nil
        ) {
            self.attempt = attempt
            self.outcome = outcome
            self.status = status
            self.due = due
            self.reason = reason
            self.output = output
        }
    }

    /// An attempt that had been given up answered.
    public struct LateAnswer: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// What it answered.
        public var outcome: Outcome
        /// An attempt answered late.
        public init(attempt: Int, outcome: Outcome) {
            self.attempt = attempt
            self.outcome = outcome
        }
    }

    /// A node ended.
    public struct Ended: Sendable, Hashable {
        /// Its final status.
        public var status: NodeStatus
        /// Why, where it did not complete.
        public var reason: Failure?
        /// The number of the node where the reason arose, where that is another one.
        public var origin: Int?
        /// A node ended.
        public init(_ status: NodeStatus, reason: Failure? = nil, origin: Int? = nil) {
            self.status = status
            self.reason = reason
            self.origin = origin
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
