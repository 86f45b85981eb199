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
    ///
    /// - Parameter size: How many bytes it has so far; it does not become shorter.
    func bytes(over size: Int = 0) throws(StorageError) -> [UInt8] {
        try SealedLine.bytes(of: self, in: head.id, over: size)
    }

    /// Reads the bytes of the file.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat`.
    init(_ bytes: [UInt8], of run: RunID) throws(StorageError) {
        self = try SealedLine.value(ofFile: bytes, named: RunFiles.head, in: run, plain: HeadFile.init(plain:))
    }
}

/// The fields of `StoredHead`, and beside them the field `journal`.
extension HeadFile: Codable {
    private enum Field: String, CodingKey { case journal }

    init(from decoder: any Decoder) throws {
        head = try StoredHead(from: decoder).head
        journal = try decoder.container(keyedBy: Field.self).decode(JournalPosition.self, forKey: .journal)
    }

    func encode(to encoder: any Encoder) throws {
        try StoredHead(head).encode(to: encoder)
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(journal, forKey: .journal)
    }
}
