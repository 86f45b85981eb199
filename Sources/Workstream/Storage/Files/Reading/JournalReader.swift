/// Reads the events of one run, as far as they are known to be durable, while somebody may be writing more.
///
/// It remembers where some of the lines begin, so that a page in the middle of a long journal costs no more than one at its beginning.
actor JournalReader {
    /// How far two remembered places are apart at least, in bytes.
    private static let stride = 1 << 18
    /// How much is read at a time: so little that it is still in a near cache when it is looked at.
    private static let chunk = 1 << 16

    nonisolated private let lane: FileLane
    private let run: RunID
    private let store: FileStore
    private let segments: JournalSegments
    /// Places between lines, in order, the beginning first.
    private var places: [JournalPosition] = [.start]
    /// Where the last page ended: most of those who read go on from there.
    private var latest = JournalPosition.start

    init(of run: RunID, in store: FileStore) {
        self.run = run
        self.store = store
        segments = JournalSegments(of: run, in: store)
        lane = FileLane(on: store.threads)
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    /// Events in order, from the one after a number on.
    ///
    /// - Parameters:
    ///   - number: The number of the last event that is known.
    ///   - durable: The number of the last event that may be given; the journal is known to go that far.
    ///   - limit: The largest number of events to give.
    /// - Throws: `StorageError` with code `.damaged`, `.newerFormat` or `.io`.
    func events(after number: Int, upTo durable: Int, limit: Int) throws(StorageError) -> [StoredEvent] {
        guard number < durable, limit > 0 else { return [] }
        do {
            return try read(after: max(0, number), upTo: durable, limit: limit)
        } catch {
            // Whoever brings a damaged file back puts another one in its place.
            store.descriptors.drop(run)
            places = [.start]
            latest = .start
            throw error
        }
    }

    private func read(after number: Int, upTo durable: Int, limit: Int) throws(StorageError) -> [StoredEvent] {
        var scanner = JournalScanner(run: run, from: place(before: number))
        var events: [StoredEvent] = []
        events.reserveCapacity(min(limit, durable - number, 1 << 16))
        var size = Self.chunk
        var left = store.settings.pageLimit
        while true {
            let position = scanner.position
            let file = try file(of: position.segment)
            let bytes = try reaching(run) { () throws(SystemFault) in try store.files.read(file, at: position.bytes, count: size) }
            var stop: JournalPosition?
            _ = try bytes.withUnsafeBufferPointer { buffer throws(StorageError) in
                try scanner.scan(buffer, of: file.name, before: .more) { batch throws(StorageError) in
                    guard batch.last > number else { return true }
                    let count = events.count
                    try batch.appendEvents(to: &events)
                    let before = max(number, batch.first - 1)
                    let end = before + min(batch.last - before, durable - before, limit - count)
                    if batch.first <= number { events.removeFirst(number - batch.first + 1) }
                    if end < batch.last {
                        events.removeLast(batch.last - end)
                        stop = batch.position(in: position.segment)
                    }
                    return stop == nil && events.count < limit && batch.last < durable
                }
            }
            remember(stop ?? scanner.position)
            if stop != nil || events.count >= limit || scanner.position.last >= durable { return events }
            left -= bytes.count
            if left <= 0, !events.isEmpty { return events }
            if bytes.count < size {
                try goOn(&scanner, to: durable)
            } else if scanner.position == position {
                // The line is longer than what was read.
                size *= 2
            }
        }
    }

    private func file(of segment: Int) throws(StorageError) -> Descriptor {
        try store.descriptors.file(of: run, for: .reading(segment: segment)) { () throws(StorageError) in
            try open(segment).file
        }
    }

    private func open(_ segment: Int) throws(StorageError) -> JournalSegments.Found {
        let found = try reaching(run) { () throws(SystemFault) in try segments.open(segment) }
        guard let found else { throw segments.missing(segment) }
        return found
    }

    /// Goes on to the next segment, because this one ends before the last durable event.
    private func goOn(_ scanner: inout JournalScanner, to durable: Int) throws(StorageError) {
        let position = scanner.position
        store.descriptors.drop(run, for: .reading(segment: position.segment))
        let found = try open(position.segment)
        guard !found.isLast else { throw segments.short(position, of: durable) }
        scanner.beginSegment()
    }

    /// The last known place that no event after a number stands before.
    private func place(before number: Int) -> JournalPosition {
        var low = 0
        var high = places.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if places[middle].last <= number { low = middle } else { high = middle }
        }
        return latest.last <= number && latest.last > places[low].last ? latest : places[low]
    }

    private func remember(_ place: JournalPosition) {
        latest = place
        guard let last = places.last, place.last > last.last else { return }
        if place.segment != last.segment || place.bytes - last.bytes >= Self.stride { places.append(place) }
    }
}

extension Descriptor {
    /// The last part of the path.
    fileprivate var name: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }
}

extension JournalBatch {
    /// Where its line begins.
    func position(in segment: Int) -> JournalPosition {
        JournalPosition(segment: segment, bytes: place.offset, lines: place.record - 1, last: first - 1, checksum: after)
    }
}
