/// A batch as it was found in a journal: its line is whole and in its place.
///
/// It refers to the bytes that were scanned, so it is of no use after them; its events are read when they are asked for.
struct JournalBatch {
    /// The run.
    let run: RunID
    /// Where its line begins.
    let place: FilePlace
    /// The number of the first event.
    let first: Int
    /// The number of the last event.
    let last: Int
    /// The number of the last event that was known to be durable when the line was written.
    let durable: Int
    /// The checksum of the line before.
    let after: UInt32
    /// The text of the events, an array.
    private let text: UnsafeBufferPointer<UInt8>

    /// Reads a line whose checksum is right; `nil` when it holds no batch.
    init?(_ line: UnsafeBufferPointer<UInt8>, of run: RunID, at place: FilePlace) {
        var cursor = LineCursor(line, at: min(SealedLine.headLength, line.count))
        guard cursor.skip(#""after":""#), let after = cursor.checksum(), cursor.skip(#"","first":"#), let first = cursor.integer(),
            cursor.skip(#","last":"#), let last = cursor.integer(), cursor.skip(#","durable":"#), let durable = cursor.integer(),
            cursor.skip(#","events":"#), line.count - cursor.position > 2, line.last == UInt8(ascii: "}")
        else { return nil }
        self.run = run
        self.place = place
        self.first = first
        self.last = last
        self.durable = durable
        self.after = after
        text = UnsafeBufferPointer(rebasing: line[cursor.position..<line.count - 1])
    }

    /// The events.
    ///
    /// - Throws: As `appendEvents(to:)`.
    func events() throws(StorageError) -> [StoredEvent] {
        var events: [StoredEvent] = []
        try appendEvents(to: &events)
        return events
    }

    /// Adds the events to others.
    ///
    /// - Throws: `StorageError` with code `.damaged` when they are not what the line says: then whoever wrote it was at fault.
    func appendEvents(to events: inout [StoredEvent]) throws(StorageError) {
        let count = events.count
        do {
            try EventForm.appendEvents(text, to: &events)
        } catch {
            throw .damaged(place, of: run, because: "its checksum is right, but its events cannot be read", cause: error)
        }
        let read = events.count - count
        guard read == last - first + 1, (0..<read).allSatisfy({ events[count + $0].number == first + $0 }) else {
            throw .damaged(place, of: run, because: "its checksum is right, but its events are not those from \(first) to \(last)")
        }
    }
}
