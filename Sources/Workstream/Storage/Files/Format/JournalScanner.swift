#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads the lines of a run's journal, segment after segment, and judges where they end (S68).
///
/// It reads from bytes that are in memory and keeps only its position, so whoever has it decides how much is read at a time.
struct JournalScanner: Sendable {
    /// What follows the bytes that are given.
    enum Rest: Sendable, Hashable {
        /// More of the same file, all of which is known to be durable; a line that is not whole yet is left for the next time.
        case more
        /// Another segment.
        case segment
        /// Nothing: this is the end of the journal.
        case nothing
    }

    /// The run.
    let run: RunID
    /// After the last line that was read.
    private(set) var position: JournalPosition
    /// A place that the journal is known to have reached: its head says so.
    let known: JournalPosition?
    /// The checksum of `plan.json`, as the first header names it; `nil` as long as that was not read.
    private(set) var plan: UInt32?
    let seal: SealedLine

    /// Reads from a position on.
    ///
    /// - Parameter known: Where the journal ended when its head was written: one that is shorter, or another, is damaged.
    init(run: RunID, from position: JournalPosition = .start, known: JournalPosition? = nil) {
        self.run = run
        self.position = position
        self.known = known
        seal = SealedLine(of: run)
    }

    /// Goes on to the next segment, of which nothing has been read.
    mutating func beginSegment() {
        position = position.nextSegment
    }

    /// Reads lines and gives each batch, until there are no more or the body says `false`.
    ///
    /// - Parameters:
    ///   - bytes: What stands in the file from `position` on.
    ///   - file: The name of the file, for messages.
    ///   - rest: What follows the bytes.
    ///   - body: Gets each batch that is whole and in its place.
    /// - Returns: The torn end of the journal, if it has one; `position` is where it begins.
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat`, and what the body throws. `position` is after the last good line.
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, of file: String, before rest: Rest, _ body: (JournalBatch) throws(StorageError) -> Bool
    ) throws(StorageError) -> JournalTear? {
        var start = 0
        while start < bytes.count {
            let place = FilePlace(file: file, record: position.lines + 1, offset: position.bytes)
            guard let end = Self.position(of: UInt8(ascii: "\n"), in: bytes, from: start) else {
                if rest == .more { return nil }
                return try judge(UnsafeBufferPointer(rebasing: bytes[start...]), place, "it has no end", before: rest)
            }
            let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
            var batch: JournalBatch?
            switch position.bytes == 0 ? header(line, place) : self.batch(line, place) {
            case .header(let header, let checksum):
                if position.segment == 1 { plan = header.after }
                advance(past: line, checksum: checksum, last: position.last)
            case .batch(let found, let checksum):
                advance(past: line, checksum: checksum, last: found.last)
                try compareWithKnown(found)
                batch = found
            case .torn(let why): return try judge(UnsafeBufferPointer(rebasing: bytes[start...]), place, why, before: rest)
            case .misplaced(let why): throw .damaged(place, of: run, because: why)
            case .newer(let version): throw .newerFormat(place, of: run, version: version, newest: JournalWriter.version)
            }
            start = end + 1
            if let batch, try !body(batch) { return nil }
        }
        if rest == .nothing { try compareEndWithKnown(file) }
        return nil
    }

    private mutating func advance(past line: UnsafeBufferPointer<UInt8>, checksum: UInt32, last: Int) {
        position.bytes += line.count + 1
        position.lines += 1
        position.last = last
        position.checksum = checksum
    }

    /// Where a byte stands next.
    static func position(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let found = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
