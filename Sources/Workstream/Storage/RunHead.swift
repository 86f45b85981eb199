#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What lists show of a run without reading its journal.
///
/// It is a cache of the journal: stored with each batch, and rebuilt from the journal where it lags behind.
public struct RunHead: Sendable, Hashable, Identifiable {
    /// What stays as it was when the run was submitted: all heads of a run share it, so that copying one costs little.
    private struct Origin: Hashable {
        var id: RunID
        var plan: String
        var group: String?
        var key: String?
        var labels: [String: String]
        var submitted: Timestamp
    }

    private var origin: Boxed<Origin>

    /// The id of the run.
    public var id: RunID {
        get { origin.value.id }
        set { origin.value.id = newValue }
    }
    /// The name of its plan.
    public var plan: String {
        get { origin.value.plan }
        set { origin.value.plan = newValue }
    }
    /// What the plan belongs to.
    public var group: String? {
        get { origin.value.group }
        set { origin.value.group = newValue }
    }
    /// What the plan works on (S48).
    public var key: String? {
        get { origin.value.key }
        set { origin.value.key = newValue }
    }
    /// Short texts that a query can ask for.
    public var labels: [String: String] {
        get { origin.value.labels }
        set { origin.value.labels = newValue }
    }
    /// When the run was submitted.
    public var submitted: Timestamp {
        get { origin.value.submitted }
        set { origin.value.submitted = newValue }
    }
    /// Where the run stands.
    public var status: NodeStatus
    /// Why a person should look at it, if at all.
    public var attention: Attention
    /// The number of the last event.
    public var lastNumber: Int
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
        origin = Boxed(Origin(id: id, plan: plan, group: group, key: key, labels: labels, submitted: submitted))
        self.status = status
        self.attention = attention
        self.lastNumber = lastNumber
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
