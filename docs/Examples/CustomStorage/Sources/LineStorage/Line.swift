import Workstream

/// One line of the file: what changed of a run; what is `nil` did not.
///
/// It is made of stored forms, each of which says its own version, so a line that this version of Workstream wrote can be read by every later one.
struct Line: Codable {
    /// The run.
    var run: RunID
    /// The definition of a run that was created.
    var plan: StoredPlan?
    /// The events of a batch, or the first one of a run that was created.
    var events: [StoredEvent]?
    /// The head that came with them.
    var head: StoredHead?
    /// The lease that was acquired or renewed.
    var lease: Lease?
    /// When that was a renewal: the sign of life, in nanoseconds since 1970.
    var lastSignOfLife: Int64?
    /// Whether the lease was given back.
    var isReleased: Bool?
    /// A message that was posted.
    var message: StoredMessage?
    /// A piece of live output.
    var output: OutputChunk?
    /// Whether the run was deleted.
    var isDeleted: Bool?
}
