extension Shell {
    /// The environment variables that tell a program about its call; a process can be found again by them after a crash (S71).
    enum Variable {
        /// The run.
        static let run = "WORKSTREAM_RUN"
        /// The action: the same for all its attempts.
        static let actionToken = "WORKSTREAM_ACTION_TOKEN"
        /// The attempt.
        static let attemptToken = "WORKSTREAM_ATTEMPT_TOKEN"
        /// All of them.
        static let all = [run, actionToken, attemptToken]
    }
}
