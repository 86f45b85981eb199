/// What becomes of a run when its engine ends, and the next one takes it up.
extension Event {
    /// An engine took a run up.
    public struct Recovered: Sendable, Hashable {
        /// Why the run is held from then on (S44); `nil` when it goes on.
        ///
        /// It is told here for people. A hold is not stored: it ends with its engine.
        public var hold: String?
        /// Whether it drove the run before and lives on, so that nothing which was under way counts as what ended it (S70).
        public var survived: Bool
        /// An engine took a run up.
        public init(hold: String? = nil, survived: Bool = false) {
            self.hold = hold
            self.survived = survived
        }
    }

    /// An attempt is made again, because its engine ended while it was under way (S33).
    public struct Interrupted: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// What the attempt would end with if it could not be made again.
        public var error: Failure
        /// An attempt is made again.
        public init(attempt: Int, error: Failure) {
            self.attempt = attempt
            self.error = error
        }
    }

    /// A message changed nothing.
    public struct MessageIgnored: Sendable, Hashable {
        /// The number of the message.
        public var message: Int
        /// Why it changed nothing.
        public var reason: String
        /// A message changed nothing.
        public init(_ message: Int, because reason: String) {
            self.message = message
            self.reason = reason
        }
    }
}

extension Event.Kind {
    /// The number of the message that the event was made of; `nil` when it was made of none.
    package var message: Int? {
        switch self {
        case .stopRequested(let stop): stop.asked.message
        case .paused(let asked): asked.message
        case .resumed(let resumed): resumed.asked.message
        case .decided(let decided): decided.asked.message
        case .messageIgnored(let ignored): ignored.message
        default: nil
        }
    }
}
