#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension Run {
    /// One attempt of an action or check.
    public struct Attempt: Sendable, Hashable {
        /// The number of the attempt, from 1; in each run of a group it begins again.
        public let number: Int
        /// Of a check: the number of the group's recorded run that it belongs to, from 1; 0 for an action.
        public let groupRun: Int
        /// When its intent was stored.
        public let started: Timestamp
        /// When its outcome was known.
        public internal(set) var ended: Timestamp?
        /// What came of it.
        public internal(set) var outcome: Outcome?
        /// Why it was cut off, where it was.
        public internal(set) var cut: Event.CutReason = .none
        /// How many engines ended while it was under way; it was made again each time, unless something else is told of it (S33).
        public internal(set) var interruptions = 0
        /// When the next attempt is due, where one follows.
        public internal(set) var nextDue: Timestamp?
        /// How much live output it had, where it had any.
        public internal(set) var output: OutputSummary?
        /// What it failed with as far as the engine knows, while its plugin is asked or a decision is waited for (S33, S34).
        public internal(set) var doubt: Failure?
        /// What people decided about it (S34).
        public internal(set) var decision: Event.Decided?
        /// What it answered after it had been given up; it changed nothing (S26).
        public internal(set) var lateAnswer: Outcome?

        init(number: Int, groupRun: Int, started: Timestamp) {
            self.number = number
            self.groupRun = groupRun
            self.started = started
        }
    }
}

extension Run.Attempt {
    /// When its intent was stored.
    public var startDate: Date { started.date }
    /// When its outcome was known.
    public var endDate: Date? { ended?.date }
    /// How long it took; `nil` as long as its outcome is not known.
    public var duration: Duration? { ended.map { $0 - started } }
    /// What it failed with; `nil` where it did not fail, or has not ended.
    public var error: Failure? {
        if case .failure(let failure) = outcome { failure } else { nil }
    }
    /// What the plugin answered; `nil` where it did not, or not yet.
    public var response: Payload? {
        if case .success(let response) = outcome { response } else { nil }
    }
    /// Whether nobody knows if the call had its effect (S33).
    public var isOutcomeUnknown: Bool { error?.isOutcomeUnknown ?? false }
}
