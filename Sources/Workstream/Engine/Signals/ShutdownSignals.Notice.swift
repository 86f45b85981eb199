extension ShutdownSignals {
    /// What a signal leads to.
    @nonexhaustive
    public enum Step: Sendable, Hashable {
        /// The engine is shut down: nothing new begins, and calls under way may finish within that time.
        case shutsDown(within: Duration)
        /// Calls under way are cancelled.
        case cancels
        /// The process ends at once, with the exit code of the signal.
        case leaves
    }

    /// A signal that has come, and what it leads to.
    public struct Notice: Sendable, Hashable, CustomStringConvertible {
        /// The signal.
        public let signal: ProcessSignal
        /// What follows from it.
        public let step: Step

        /// Both in a sentence for people, and what another signal would do.
        public var description: String {
            switch step {
            case .shutsDown(let limit):
                "\(signal): nothing new is begun, and what is under way may finish within \(limit). Once more, and it is cancelled."
            case .cancels:
                "\(signal), again: what is under way is cancelled. Once more, and this process ends at once, whatever is under way."
            case .leaves:
                "\(signal): this process ends at once."
            }
        }
    }
}
