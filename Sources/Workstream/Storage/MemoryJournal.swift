/// The events of one run in memory, in pieces, so that appending to a long journal never copies what is already there.
struct MemoryJournal: Sendable {
    /// Every piece but the last has this many events.
    static let pieceSize = 4096

    /// The pieces that are full.
    private var pieces: [[Event]] = []
    /// What comes after them.
    ///
    /// The first piece grows with its run, since most runs are short; the journal of one that goes on is long.
    private var last: [Event] = []

    /// How many events there are; the number of the last one.
    var count: Int { pieces.count * Self.pieceSize + last.count }

    /// Adds events, which are numbered from `count` + 1 on.
    ///
    /// - Complexity: O(events that are added).
    mutating func append(_ events: [Event]) {
        // One by one, because the runtime copies many of them in a roundabout way.
        for event in events {
            if last.count == Self.pieceSize { beginPiece() }
            last.append(event)
        }
    }

    private mutating func beginPiece() {
        pieces.append(last)
        last = []
        last.reserveCapacity(Self.pieceSize)
    }

    /// The events after a number, at most so many.
    ///
    /// - Complexity: O(events that are given).
    func events(after number: Int, limit: Int) -> [StoredEvent] {
        let start = max(number, 0)
        guard start < count, limit > 0 else { return [] }
        let end = min(count - start, limit) + start
        return (start..<end).map { place in
            let piece = place / Self.pieceSize
            return StoredEvent(piece < pieces.count ? pieces[piece][place % Self.pieceSize] : last[place % Self.pieceSize])
        }
    }
}
