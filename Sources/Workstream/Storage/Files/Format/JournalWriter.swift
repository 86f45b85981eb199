/// Writes the lines of a run's journal: a header where a segment begins, then one batch a line.
///
/// ```text
/// {"crc":"…","after":"…","format":"workstream.journal","version":1,"run":"…","first":1}
/// {"crc":"…","after":"…","first":1,"last":3,"durable":0,"events":[{…},{…},{…}]}
/// ```
///
/// `after` is the checksum of the line before, across segments too, so that a line that is missing, repeated or out of order is found. In the very first line
/// it is that of `plan.json`, because what the events mean follows from the plan. The fields stand in this order, without white space between them.
struct JournalWriter: Sendable {
    /// The version of the form that is written, and the newest that is read.
    static let version = 1

    /// The run.
    let run: RunID
    private let seal: SealedLine

    /// Writes the journal of a run.
    init(run: RunID) {
        self.run = run
        seal = SealedLine(of: run)
    }

    /// Adds the line of a batch, and before it the header of its segment where that begins here.
    ///
    /// Nothing is kept from one call to the next, so what could not be written to its file is forgotten by using the old position again.
    ///
    /// - Parameters:
    ///   - events: The events, at least one, numbered on from the position.
    ///   - durable: The number of the last event that is known to be durable now.
    ///   - position: Where the line will stand.
    ///   - bytes: Where the bytes are added.
    /// - Returns: The place after the line.
    /// - Throws: `StorageError` with code `.conflict` or `.malformed` when the numbers do not fit; then `bytes` is to be thrown away.
    func append(_ events: [Event], durable: Int, at position: JournalPosition, to bytes: inout [UInt8]) throws(StorageError) -> JournalPosition {
        guard let first = events.first?.number, let last = events.last?.number else {
            throw .malformed("A batch of run \"\(run)\" has no events.", run: run)
        }
        guard first == position.last + 1 else { throw .conflict(run, first: first, last: position.last) }
        let start = bytes.count
        var position = position
        if position.bytes == 0 {
            position.checksum = appendHeader(at: position, to: &bytes)
            position.lines = 1
        }
        let before = position.checksum
        position.checksum = try seal.append(to: &bytes) { bytes throws(StorageError) in
            bytes.append(#""after":""#)
            bytes.append(checksum: before)
            bytes.append(#"","first":"#)
            bytes.append(decimal: first)
            bytes.append(#","last":"#)
            bytes.append(decimal: last)
            bytes.append(#","durable":"#)
            bytes.append(decimal: durable)
            bytes.append(#","events":["#)
            for (index, event) in events.enumerated() {
                guard event.number == first + index else {
                    throw .malformed("A batch of run \"\(run)\" has event \(event.number) where \(first + index) was due.", run: run)
                }
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try EventForm.append(event, of: run, to: &bytes)
            }
            bytes.append("]}")
        }
        position.bytes += bytes.count - start
        position.lines += 1
        position.last = last
        return position
    }

    private func appendHeader(at position: JournalPosition, to bytes: inout [UInt8]) -> UInt32 {
        seal.append(to: &bytes) { bytes in
            bytes.append(contentsOf: "\"after\":\"\(ChecksumText.text(of: position.checksum))\",\"format\":\"workstream.journal\",".utf8)
            bytes.append(contentsOf: "\"version\":\(Self.version),\"run\":\"\(run)\",\"first\":\(position.segment)}".utf8)
        }
    }
}
