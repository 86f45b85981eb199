/// Which runs somebody wants to see.
///
/// What is not set does not matter; what is set must all hold.
///
/// ```swift
/// RunQuery(statuses: [.running], plan: "Deploy shop", labels: ["team": "web"])
/// ```
public struct RunQuery: Sendable, Hashable {
    /// The run is one of these; `nil`: any.
    public var ids: Set<RunID>?
    /// The run stands in one of these; `nil`: in any.
    public var statuses: Set<NodeStatus>?
    /// The plan has this name.
    public var plan: String?
    /// The plan belongs to this group.
    public var group: String?
    /// The plan works on this key.
    public var key: String?
    /// The plan has all of these labels.
    public var labels: [String: String]
    /// The run was submitted in this span of time, its end not included.
    public var submitted: Range<Timestamp>?
    /// The run ended in this span of time, its end not included; a run that has not ended does not match.
    public var ended: Range<Timestamp>?

    /// A query.
    public init(
        ids: Set<RunID>? = nil, statuses: Set<NodeStatus>? = nil, plan: String? = nil, group: String? = nil, key: String? = nil,
        labels: [String: String] = [:], submitted: Range<Timestamp>? = nil, ended: Range<Timestamp>? = nil
    ) {
        self.ids = ids
        self.statuses = statuses
        self.plan = plan
        self.group = group
        self.key = key
        self.labels = labels
        self.submitted = submitted
        self.ended = ended
    }

    /// All runs.
    public static let all = RunQuery()
    /// The runs that have not ended, started or not.
    public static let unfinished = RunQuery(statuses: [.notStarted, .running])

    /// Whether a run is asked for.
    ///
    /// Public, so that a small storage can filter a list.
    public func matches(_ head: RunHead) -> Bool {
        if let ids, !ids.contains(head.id) { return false }
        if let statuses, !statuses.contains(head.status) { return false }
        if let plan, plan != head.plan { return false }
        if let group, group != head.group { return false }
        if let key, key != head.key { return false }
        if let submitted, !submitted.contains(head.submitted) { return false }
        if let ended {
            guard let end = head.ended, ended.contains(end) else { return false }
        }
        return labels.allSatisfy { head.labels[$0.key] == $0.value }
    }
}
