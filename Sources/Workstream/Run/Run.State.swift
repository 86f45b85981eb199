#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension Run {
    /// Where one node of a run stands, and how it came there.
    ///
    /// The engine alone makes it.
    public struct State: Sendable, Hashable {
        /// Where the node stands.
        public internal(set) var status: NodeStatus = .notStarted
        /// Of a plan, block or sequence: the part of its way that it is in.
        public internal(set) var phase: Phase = .notBegun
        /// Of a plan or block: whether it is completed because its bypass checks said that there is nothing to do (S4).
        public internal(set) var isBypassed = false
        /// Of a plan, block or sequence: whether it has failed, perhaps long before it ends; what it goes on doing is finishing and deferred work.
        public internal(set) var hasFailed = false
        /// Of a plan or block: whether it is being stopped from above.
        public internal(set) var isStopping = false
        /// Of a plan or block: how hard the work in flight is being ended.
        public internal(set) var cut: Cut = .none
        /// When the node began; of a group and its checks, when its last recorded run began.
        public internal(set) var started: Timestamp?
        /// When the node ended.
        public internal(set) var ended: Timestamp?
        /// Of an action or check: its attempts, in order; of a check those of the last recorded run of its group.
        public internal(set) var attempts: [Attempt] = []
        /// What the node failed with, or was stopped with.
        public internal(set) var reason: Failure?
        /// The number of the node where the reason arose, which may be the node itself.
        public internal(set) var origin: Int?
        private var details: Details?

        init() {}

        /// What few nodes have; shared, since a state must be small.
        private final class Details: Sendable, Hashable {
            let rare: Rare

            init(_ rare: Rare) { self.rare = rare }

            static func == (left: Details, right: Details) -> Bool { left === right || left.rare == right.rare }

            func hash(into hasher: inout Hasher) { hasher.combine(rare) }
        }

        /// What few nodes have.
        struct Rare: Sendable, Hashable {
            var skipReason: Event.SkipReason?
            var request: Payload?
            var deadline: Timestamp?
            var due: Timestamp?
            var earlierAttempts: [Attempt] = []
            var runs = 0
            var unrecordedRuns = 0
            var lastPassed: Timestamp?
        }

        var rare: Rare {
            get { details?.rare ?? Rare() }
            set { details = Details(newValue) }
        }
    }
}

extension Run.State {
    /// When the node began.
    public var startDate: Date? { started?.date }
    /// When the node ended.
    public var endDate: Date? { ended?.date }
    /// How long the node took; `nil` as long as it has not ended.
    public var duration: Duration? {
        if let started, let ended { ended - started } else { nil }
    }

    /// Of a check: the attempts of earlier recorded runs of its group, in order (S6).
    public var earlierAttempts: [Run.Attempt] { rare.earlierAttempts }
    /// The last attempt of an action or check.
    public var lastAttempt: Run.Attempt? { attempts.last }
    /// Why the node was skipped; `nil` unless it was.
    public var skipReason: Event.SkipReason? { rare.skipReason }
    /// Of a plan or block: when its delay is over, while it is in one.
    public var due: Timestamp? { phase == .entranceDelay || phase == .exitDelay ? rare.due : nil }
    /// Of an action: when its deadline is, once it has begun.
    public var deadline: Timestamp? { rare.deadline }
    /// Of a group: how many runs of it passed or failed; for a continuous group also those of which only their number was recorded (S7).
    public var runs: Int { rare.runs + rare.unrecordedRuns }
    /// Of a continuous group: when it last passed while the body ran.
    public var lastPassed: Timestamp? { rare.lastPassed }

    /// Why the node did not do what it was to do, in words; `nil` where there is nothing to explain.
    public var explanation: String? {
        switch status {
        case .skipped: skipReason?.description
        case .completed: isBypassed ? Event.SkipReason.bypassed.description : nil
        case .failed, .stopped, .running: reason?.message
        case .notStarted: nil
        }
    }
}
