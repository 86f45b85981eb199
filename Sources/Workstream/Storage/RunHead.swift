#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What lists show of a run without reading its journal.
///
/// It is a cache of the journal: stored with each batch, and rebuilt from the journal where it lags behind.
public struct RunHead: Sendable, Hashable, Identifiable {
    /// The id of the run.
    public var id: RunID
    /// The name of its plan.
    public var plan: String
    /// What the plan belongs to.
    public var group: String?
    /// What the plan works on (S48).
    public var key: String?
    /// Short texts that a query can ask for.
    public var labels: [String: String]
    /// Where the run stands.
    public var status: NodeStatus
    /// Why a person should look at it, if at all.
    public var attention: Attention
    /// The number of the last event.
    public var lastNumber: Int
    /// When the run was submitted.
    public var submitted: Timestamp
    /// When it was started.
    public var started: Timestamp?
    /// When it ended.
    public var ended: Timestamp?
    /// When its engine was last known to be alive: the last stored event or renewal of its lease (S64).
    public var lastSignOfLife: Timestamp
    /// When the run next wants to be woken; `nil`: it does not wait for a time.
    public var due: Timestamp?
    /// Who drives it at present.
    ///
    /// The storage fills it in.
    public var owner: Owner?
    /// How many actions the run has, and what became of them.
    public var actions: ActionCounts

    /// A head made by hand.
    public init(
        id: RunID, plan: String, group: String? = nil, key: String? = nil, labels: [String: String] = [:], status: NodeStatus = .notStarted,
        attention: Attention = .none, lastNumber: Int = 1, submitted: Timestamp, started: Timestamp? = nil, ended: Timestamp? = nil,
        lastSignOfLife: Timestamp? = nil, due: Timestamp? = nil, owner: Owner? = nil, actions: ActionCounts = ActionCounts()
    ) {
        self.id = id
        self.plan = plan
        self.group = group
        self.key = key
        self.labels = labels
        self.status = status
        self.attention = attention
        self.lastNumber = lastNumber
        self.submitted = submitted
        self.started = started
        self.ended = ended
        self.lastSignOfLife = lastSignOfLife ?? submitted
        self.due = due
        self.owner = owner
        self.actions = actions
    }

    /// When the run was submitted.
    public var submittedDate: Date { submitted.date }
    /// When it was started.
    public var startDate: Date? { started?.date }
    /// When it ended.
    public var endDate: Date? { ended?.date }
}
