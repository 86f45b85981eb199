/// What people ask of a run, and what becomes of calls whose outcome nobody knows.
extension Event {
    /// Who asked for something, and why, in their own words.
    public struct Asked: Sendable, Hashable {
        /// A person or program, as it names itself.
        public var author: String
        /// Why; empty where nothing was said.
        public var reason: String
        /// The number of the message that said so; `nil` when it was asked of the engine itself.
        public var message: Int?
        /// Somebody asked for something.
        public init(by author: String, because reason: String = "", message: Int? = nil) {
            self.author = author
            self.reason = reason
            self.message = message
        }
    }

    /// Somebody stops the run (S42).
    public struct StopRequested: Sendable, Hashable {
        /// How hard.
        public var cut: Cut
        /// Who, and why.
        public var asked: Asked
        /// Somebody stops the run.
        public init(_ cut: Cut, asked: Asked) {
            self.cut = cut
            self.asked = asked
        }
    }

    /// Somebody lets a paused run go on, or stops it (S43).
    public struct Resumed: Sendable, Hashable {
        /// How far the deadlines of all actions under way move: as long as the run stood still.
        public var shift: Duration
        /// Who, and why.
        public var asked: Asked
        /// A paused run goes on.
        public init(shift: Duration, asked: Asked) {
            self.shift = shift
            self.asked = asked
        }
    }

    /// A call was cut off and gave no answer, so its plugin is asked what happened (S33).
    public struct Probing: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// What the attempt would end with if nobody knew.
        public var error: Failure
        /// How much live output it had, where it had any.
        public var output: OutputSummary?
        /// A plugin is asked.
        public init(attempt: Int, error: Failure, output: OutputSummary? = nil) {
            self.attempt = attempt
            self.error = error
            self.output = output
        }
    }

    /// A plugin said that it cannot tell yet, or not at all, and is asked again (S33).
    public struct Probed: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// When it is asked again.
        public var due: Timestamp
        /// Whether the call is in progress; false: the plugin could not tell.
        public var isInProgress: Bool
        /// A plugin could not tell.
        public init(attempt: Int, isInProgress: Bool, due: Timestamp) {
            self.attempt = attempt
            self.due = due
            self.isInProgress = isInProgress
        }
    }

    /// Nobody can tell what a call did, so the action waits for a decision (S34).
    public struct Unresolved: Sendable, Hashable {
        /// The number of the attempt.
        public var attempt: Int
        /// Why nobody can tell.
        public var reason: Failure
        /// How much live output it had, where it had any and no earlier event says so.
        public var output: OutputSummary?
        /// An action waits for a decision.
        public init(attempt: Int, reason: Failure, output: OutputSummary? = nil) {
            self.attempt = attempt
            self.reason = reason
            self.output = output
        }
    }

    /// Somebody decided what becomes of an unresolved action (S34).
    public struct Decided: Sendable, Hashable {
        /// What was decided.
        public enum Verdict: Sendable, Hashable {
            /// It is done again.
            case retry
            /// It happened, and this is what it answered.
            case completed(Payload)
            /// It counts as failed, for this reason.
            case failed(String)
        }

        /// The number of the attempt.
        public var attempt: Int
        /// What was decided.
        public var verdict: Verdict
        /// Who decided, and why.
        public var asked: Asked
        /// Somebody decided.
        public init(attempt: Int, _ verdict: Verdict, asked: Asked) {
            self.attempt = attempt
            self.verdict = verdict
            self.asked = asked
        }
    }
}
