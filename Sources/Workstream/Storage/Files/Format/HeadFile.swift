/// What stands in `head.json`: the head of a run, and how far its journal went when it was written.
///
/// The file is one sealed line. A head is a cache, so one that cannot be read is made anew from the journal; but a journal that is shorter than its head says
/// is damaged (S68).
struct HeadFile: Sendable, Hashable {
    /// The head; its owner is not stored.
    var head: RunHead
    /// Where the journal ended.
    var journal: JournalPosition

    /// A head to be written.
    init(_ head: RunHead, journal: JournalPosition) {
        self.head = head
        self.head.owner = nil
        self.journal = journal
    }

    /// The bytes of the file.
    func bytes() throws(StorageError) -> [UInt8] {
        try SealedLine.bytes(of: self, in: head.id)
    }

    /// Reads the bytes of the file.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat`.
    init(_ bytes: [UInt8], of run: RunID) throws(StorageError) {
        self = try SealedLine.value(ofFile: bytes, named: RunFiles.head, in: run)
    }
}

extension HeadFile: Codable {
    private enum Field: String, CodingKey {
        case run, plan, group, key, labels, status, attention, last, submitted, started, ended, due, actions, journal
        case lastSignOfLife = "alive"
    }

    init(from decoder: any Decoder) throws {
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
        journal = try fields.decode(JournalPosition.self, forKey: .journal)
    }

    func encode(to encoder: any Encoder) throws {
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
        try fields.encode(journal, forKey: .journal)
    }
}
