/// A place between two lines of a journal, with all that a reader or writer must know to go on from there.
struct JournalPosition: Sendable, Hashable {
    /// The number of the first event of the segment, which names it.
    var segment: Int
    /// How many bytes of the segment stand before the place; 0: not even its header.
    var bytes: Int
    /// How many lines of the segment stand before the place, the header included.
    var lines: Int
    /// The number of the last event before the place, in whichever segment.
    var last: Int
    /// The checksum of the line before the place, in whichever segment; at the beginning of the journal that of `plan.json`, or 0 for whoever only reads.
    var checksum: UInt32

    /// The beginning of a journal that is read, before its first header, which says what comes before.
    static let start = beginning(after: 0)

    /// The beginning of a journal that is written, before its first header.
    ///
    /// - Parameter plan: The checksum of `plan.json`, with which the journal's chain of checksums begins.
    static func beginning(after plan: UInt32) -> JournalPosition {
        JournalPosition(segment: 1, bytes: 0, lines: 0, last: 0, checksum: plan)
    }

    /// The beginning of a new segment, before its header, where the one before ends here.
    var nextSegment: JournalPosition {
        JournalPosition(segment: last + 1, bytes: 0, lines: 0, last: last, checksum: checksum)
    }
}

extension JournalPosition: Codable {
    private enum Field: String, CodingKey {
        case segment, bytes, lines, last, checksum
    }

    /// Reads an object with a field for each property; the checksum is eight hexadecimal digits.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let digits = try fields.decode(String.self, forKey: .checksum)
        guard let checksum = ChecksumText.value(of: digits.utf8) else {
            throw DecodingError.dataCorruptedError(forKey: .checksum, in: fields, debugDescription: "\"\(digits)\" is no checksum.")
        }
        self.init(
            segment: try fields.decode(Int.self, forKey: .segment), bytes: try fields.decode(Int.self, forKey: .bytes),
            lines: try fields.decode(Int.self, forKey: .lines), last: try fields.decode(Int.self, forKey: .last), checksum: checksum)
    }

    /// Writes what `init(from:)` reads.
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(segment, forKey: .segment)
        try fields.encode(bytes, forKey: .bytes)
        try fields.encode(lines, forKey: .lines)
        try fields.encode(last, forKey: .last)
        try fields.encode(ChecksumText.text(of: checksum), forKey: .checksum)
    }
}
