/// The stored form of a head, version 1, for storages that keep heads as JSON.
///
/// Its `Codable` form is an object with the fields below. A field that has nothing to say is left out, and one that a reader does not know is passed over.
/// Moments are in nanoseconds since 1970. The owner is not part of it: a storage knows from its leases who drives a run.
///
/// | field | what |
/// |---|---|
/// | `run` | the id of the run |
/// | `plan`, `group`, `key`, `labels` | what lists show of its plan |
/// | `status` | where the run stands, named like the cases of `NodeStatus` |
/// | `attention` | why a person should look at it: `{"is": "paused"}`, `{"is": "needsDecision", "count": 2}`, `{"is": "held", "reason": "…"}` |
/// | `last` | the number of the last event |
/// | `submitted`, `started`, `ended` | when that happened |
/// | `alive` | the last sign of life |
/// | `due` | when the run next wants to be woken |
/// | `actions` | how many actions there are: `total`, `completed`, `failed`, `stopped` |
public struct StoredHead: Sendable, Hashable {
    /// The head, without an owner.
    public var head: RunHead

    /// The stored form of a head; its owner is left out.
    public init(_ head: RunHead) {
        self.head = head
        self.head.owner = nil
    }
}

extension StoredHead: Codable {
    private enum Field: String, CodingKey {
        case run, plan, group, key, labels, status, attention, last, submitted, started, ended, due, actions
        case lastSignOfLife = "alive"
    }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let status = try fields.decode(String.self, forKey: .status)
        guard let status = NodeStatus(status) else {
            throw DecodingError.dataCorruptedError(forKey: .status, in: fields, debugDescription: "\"\(status)\" is no status.")
        }
        func time(_ field: Field) throws -> Timestamp? { try fields.decodeIfPresent(Int64.self, forKey: field).map(Timestamp.init(nanoseconds:)) }
        head = RunHead(
            id: try fields.decode(RunID.self, forKey: .run), plan: try fields.decode(String.self, forKey: .plan),
            group: try fields.decodeIfPresent(String.self, forKey: .group), key: try fields.decodeIfPresent(String.self, forKey: .key),
            labels: try fields.decode(.labels, or: [:]), status: status,
            attention: try fields.decodeIfPresent(StoredAttention.self, forKey: .attention)?.attention ?? .none,
            lastNumber: try fields.decode(Int.self, forKey: .last),
            submitted: Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .submitted)), started: try time(.started),
            ended: try time(.ended), lastSignOfLife: try time(.lastSignOfLife), due: try time(.due),
            actions: try fields.decode(ActionCounts.self, forKey: .actions))
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(head.id, forKey: .run)
        try fields.encode(head.plan, forKey: .plan)
        try fields.encodeIfPresent(head.group, forKey: .group)
        try fields.encodeIfPresent(head.key, forKey: .key)
        if !head.labels.isEmpty { try fields.encode(head.labels, forKey: .labels) }
        try fields.encode(head.status.description, forKey: .status)
        if head.attention != .none { try fields.encode(StoredAttention(head.attention), forKey: .attention) }
        try fields.encode(head.lastNumber, forKey: .last)
        try fields.encode(head.submitted.nanoseconds, forKey: .submitted)
        try fields.encodeIfPresent(head.started?.nanoseconds, forKey: .started)
        try fields.encodeIfPresent(head.ended?.nanoseconds, forKey: .ended)
        try fields.encode(head.lastSignOfLife.nanoseconds, forKey: .lastSignOfLife)
        try fields.encodeIfPresent(head.due?.nanoseconds, forKey: .due)
        try fields.encode(head.actions, forKey: .actions)
    }
}
