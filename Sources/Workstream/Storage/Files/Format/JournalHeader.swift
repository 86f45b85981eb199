/// The first line of a segment of a journal.
struct JournalHeader: Sendable, Hashable {
    /// The checksum of the last line of the segment before; in the first segment, of `plan.json`.
    var after: UInt32
    /// The version of the form of the segment.
    var version: Int
    /// The run; `nil` in a header of a newer version.
    var run: RunID?
    /// The number of the first event; `nil` in a header of a newer version.
    var first: Int?

    /// Reads a header; `nil` when the line is none.
    ///
    /// All versions begin with `crc`, `after`, `format` and `version`, so that an older reader can say what it does not read.
    init?(_ line: UnsafeBufferPointer<UInt8>) {
        var cursor = LineCursor(line, at: min(SealedLine.headLength, line.count))
        guard cursor.skip(#""after":""#), let after = cursor.checksum(), cursor.skip(#"","format":"workstream.journal","version":"#),
            let version = cursor.integer()
        else { return nil }
        self.after = after
        self.version = version
        guard version <= JournalWriter.version else { return }
        guard cursor.skip(#","run":""#), let run = cursor.text(36).flatMap({ RunID($0) }), cursor.skip(#"","first":"#), let first = cursor.integer(),
            cursor.skip("}"), cursor.isAtEnd
        else { return nil }
        self.run = run
        self.first = first
    }
}
