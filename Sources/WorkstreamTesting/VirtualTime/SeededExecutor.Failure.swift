public import Workstream

extension SeededExecutor {
    /// Why a run was given up before its closure ended.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// The kind of failure.
        public struct Code: RawRepresentable, Sendable, Hashable {
            /// The code as a text.
            public var rawValue: String

            /// Makes a code from its text.
            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// Nothing could run, and no timer was set.
            public static let deadlock = Code(rawValue: "deadlock")
            /// The next timer lies beyond the limit of virtual time.
            public static let timeLimit = Code(rawValue: "timeLimit")
            /// More jobs than the limit allows.
            public static let jobLimit = Code(rawValue: "jobLimit")
        }

        /// The kind of failure.
        public let code: Code
        /// The seed that leads here.
        public let seed: UInt64
        /// What the virtual clock showed.
        public let time: Timestamp
        /// What happened, why, and what to do.
        public let message: String

        /// The message.
        public var description: String { message }

        /// Nothing can run.
        static func deadlock(at time: Timestamp, jobs: Int, seed: UInt64) -> Failure {
            let message =
                "With seed \(seed) nothing can run any more and no timer is set, after \(jobs) jobs, at \(time.date). Everybody waits for something that "
                + "never comes, or something has escaped the executor: `Task { }`, `Task.detached`, `Task.sleep`, an actor with an executor of its own, or "
                + "a thread. Look at what the closure awaits; begin tasks as children or with `spawn`, and sleep with the executor's clock."
            return Failure(code: .deadlock, seed: seed, time: time, message: message)
        }

        /// The next timer is too far away.
        static func timeLimit(_ limit: Duration, next: Timestamp, jobs: Int, seed: UInt64) -> Failure {
            let message =
                "With seed \(seed) the next timer is due at \(next.date), beyond the limit of \(limit) of virtual time, after \(jobs) jobs. Something "
                + "repeats for ever, or waits for a very long time. Find out what, or raise `limits.virtualTime`."
            return Failure(code: .timeLimit, seed: seed, time: next, message: message)
        }

        /// Too many jobs have run.
        static func jobLimit(_ limit: Int, at time: Timestamp, seed: UInt64) -> Failure {
            let message =
                "With seed \(seed) the closure has not ended after \(limit) jobs, at \(time.date). Something repeats for ever, perhaps without waiting. "
                + "Find out what, or raise `limits.jobs`."
            return Failure(code: .jobLimit, seed: seed, time: time, message: message)
        }
    }
}
