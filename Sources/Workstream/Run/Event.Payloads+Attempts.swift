/// What happens to attempts; nearly all events of a journal are of these, so they are kept small.
extension Event {
    /// An attempt is about to be made.
    public struct AttemptBegan: Sendable, Hashable {
        /// The request with its bound values filled in, when the action has bindings and this is its first attempt.
        public var request: Payload?
        // The largest time stands for none.
        private var deadlineTime: Int64
        private var attemptNumber: Int32
        /// What a repetition does, as the plugin says of that request, when the plan leaves it open.
        public var effect: Effect?
        /// An attempt is about to be made.
        public init(attempt: Int, request: Payload? = nil, effect: Effect? = nil, deadline: Timestamp? = nil) {
            self.request = request
            deadlineTime = deadline?.nanoseconds ?? .max
            attemptNumber = Int32(clamping: attempt)
            self.effect = effect
        }

        /// The number of the attempt, from 1.
        public var attempt: Int {
            get { Int(attemptNumber) }
            set { attemptNumber = Int32(clamping: newValue) }
        }

        /// When the deadline of the action is, when it has one and this is its first attempt.
        public var deadline: Timestamp? {
            get { deadlineTime == .max ? nil : Timestamp(nanoseconds: deadlineTime) }
            set { deadlineTime = newValue?.nanoseconds ?? .max }
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
        /// How it ended.
        public var outcome: Outcome
        private var rareFields: Boxed<Rare>?
        private var attemptNumber: Int32
        /// The status of its action from now on: running when another attempt follows.
        public var status: NodeStatus
        /// An attempt ended.
        public init(
            attempt: Int, outcome: Outcome, status: NodeStatus, due: Timestamp? = nil, reason: Failure? = nil, output: OutputSummary? = nil
        ) {
            self.outcome = outcome
            attemptNumber = Int32(clamping: attempt)
            self.status = status
            guard due != nil || reason != nil || output != nil else { return }
            rareFields = Boxed(Rare(due: due, reason: reason, output: output))
        }

        /// What few attempts leave behind.
        private struct Rare: Sendable, Hashable {
            var due: Timestamp?
            var reason: Failure?
            var output: OutputSummary?
        }

        private var rare: Rare {
            get { rareFields?.value ?? Rare() }
            set { rareFields = newValue == Rare() ? nil : Boxed(newValue) }
        }

        /// The number of the attempt.
        public var attempt: Int {
            get { Int(attemptNumber) }
            set { attemptNumber = Int32(clamping: newValue) }
        }

        /// When the next attempt is due, when one follows.
        public var due: Timestamp? {
            get { rare.due }
            set { rare.due = newValue }
        }

        /// What the action failed or was stopped with, where that is not the outcome's own error.
        public var reason: Failure? {
            get { rare.reason }
            set { rare.reason = newValue }
        }

        /// How much live output it had, where it had any.
        public var output: OutputSummary? {
            get { rare.output }
            set { rare.output = newValue }
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
}
