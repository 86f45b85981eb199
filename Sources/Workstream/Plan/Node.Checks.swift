extension Node {
    /// A group of checks, which run in parallel, all to their end (S6).
    public struct Checks: Sendable, Equatable {
        /// When a group runs.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// First of all: when all pass, there is nothing to do (S4).
            case bypass
            /// Before the body (S5).
            case pre
            /// Before the body, and again and again while it runs (S5, S7).
            case continuous
            /// After a body that succeeded.
            case post
            /// Last of all, on success and on failure (S15).
            case deferred
        }

        /// When the group runs.
        public var kind: Kind
        /// Names the group to programs; unique in the plan.
        public var key: String?
        /// The checks of the group.
        public var checks: [Action]
        /// The time from the end of one run of a continuous group to the start of the next; without meaning for other kinds.
        public var interval: Duration
        /// Whether a bypass check that could not look counts as one that says no (S4); without meaning for other kinds.
        public var treatsErrorsAsNo: Bool
        /// What was wrong with how the group was made; validation reports it.
        public var defects: [Defect]
        /// The number of the node, written at submit.
        public internal(set) var number: Int?

        /// The interval of a continuous group when the plan does not say otherwise: 30 seconds.
        public static let defaultInterval: Duration = .seconds(30)

        /// A group made by hand.
        public init(
            _ kind: Kind, key: String? = nil, checks: [Action], interval: Duration = Checks.defaultInterval, treatsErrorsAsNo: Bool = false
        ) {
            self.kind = kind
            self.key = key
            self.checks = checks
            self.interval = interval
            self.treatsErrorsAsNo = treatsErrorsAsNo
            self.defects = []
        }

        /// What the group is called in paths: its kind, such as "pre-checks".
        public var name: String { "\(kind.rawValue)-checks" }
    }
}
