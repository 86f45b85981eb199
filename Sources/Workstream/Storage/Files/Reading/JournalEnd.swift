/// How a journal that was read to its end ends.
struct JournalEnd: Sendable {
    /// After its last good line.
    var position: JournalPosition
    /// The path of the segment in which that is.
    var path: String
    /// Whether nothing more is written to that segment, although no other one has been begun.
    var isClosed: Bool
    /// What was being written when its process or its machine went down.
    var tear: JournalTear?
    /// Where the last line begins that was read, in the same segment; `nil` when none was.
    var lastBatch: Int?
}
