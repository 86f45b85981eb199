/// The events of one run in memory, in pieces, so that appending to a long journal never copies what is already there.
struct MemoryJournal: Sendable {
    /// Every piece but the last has this many events.
    static let pieceSize = 4096

    private var pieces: [[Event]] = []
    /// How many events there are; the number of the last one.
    private(set) var count = 0

    /// Adds events, which are numbered from `count` + 1 on.
    ///
    /// - Complexity: O(events that are added).
    mutating func append(_ events: [Event]) {
        // Mostly there is room for all of them.
        if let last = pieces.indices.last, count % Self.pieceSize > 0, events.count <= Self.pieceSize - count % Self.pieceSize {
            pieces[last] += events
            count += events.count
            return
        }
        var rest = events[...]
        while !rest.isEmpty {
            let room = Self.pieceSize - count % Self.pieceSize
            if room == Self.pieceSize { beginPiece() }
            let part = rest.prefix(room)
            pieces[pieces.count - 1].append(contentsOf: part)
            count += part.count
            rest = rest.dropFirst(part.count)
        }
    }

    /// The first piece grows with its run, since most runs are short; the journal of one that goes on is long.
    private mutating func beginPiece() {
        var piece: [Event] = []
        if !pieces.isEmpty { piece.reserveCapacity(Self.pieceSize) }
        pieces.append(piece)
    }

    /// The events after a number, at most so many.
    ///
    /// - Complexity: O(events that are given).
    func events(after number: Int, limit: Int) -> [StoredEvent] {
        let start = max(number, 0)
        guard start < count, limit > 0 else { return [] }
        let end = min(count - start, limit) + start
        return (start..<end).map { StoredEvent(pieces[$0 / Self.pieceSize][$0 % Self.pieceSize]) }
    }
}
