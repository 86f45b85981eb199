import Workstream

/// The place of a run in a listing: the newest submission first, and of the same moment the greater id.
struct Place: Comparable {
    /// When the run was submitted, in nanoseconds since 1970.
    let submitted: Int64
    /// The run.
    let run: RunID

    /// The place of a run.
    init(_ head: RunHead) {
        submitted = head.submitted.nanoseconds
        run = head.id
    }

    /// The place that a cursor names.
    init(_ cursor: Cursor) throws {
        let parts = cursor.rawValue.split(separator: "/")
        guard parts.count == 2, let submitted = Int64(parts[0]), let run = RunID(String(parts[1])) else {
            throw StorageError.malformed("The cursor \"\(cursor.rawValue)\" was not made by this storage.")
        }
        self.submitted = submitted
        self.run = run
    }

    /// The place as a text that travels.
    var cursor: Cursor { Cursor(rawValue: "\(submitted)/\(run)") }

    static func < (left: Place, right: Place) -> Bool {
        left.submitted == right.submitted ? left.run > right.run : left.submitted > right.submitted
    }
}
