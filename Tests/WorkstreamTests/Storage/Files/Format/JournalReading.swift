import WorkstreamTesting

@testable import Workstream

/// What a reader makes of a journal.
struct JournalReading {
    var events: [Event] = []
    var end = JournalPosition.start
    var tear: JournalTear?
    var error: StorageError?

    /// Reads segments from a position on.
    init(
        _ segments: [[UInt8]], of run: RunID = .sample(1), from start: JournalPosition = .start, known: JournalPosition? = nil, decoding: Bool = true
    ) {
        var scanner = JournalScanner(run: run, from: start, known: known)
        do throws(StorageError) {
            for (index, bytes) in segments.enumerated() {
                if index > 0 { scanner.beginSegment() }
                let file = "journal-\(index + 1)"
                tear = try bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
                    try scanner.scan(bytes, of: file, before: index + 1 < segments.count ? .segment : .nothing) { batch throws(StorageError) in
                        guard decoding else { return true }
                        for stored in try batch.events() { events.append(try stored.event()) }
                        return true
                    }
                }
            }
        } catch {
            self.error = error
        }
        end = scanner.position
    }

    /// Whether nothing is wrong.
    var isWhole: Bool { tear == nil && error == nil }
}
