/// Finds and reads the segments of one run's journal, whichever of them are still being written.
struct JournalSegments: Sendable {
    /// A segment that was found.
    struct Found: Sendable {
        /// Its file, open.
        var file: Descriptor
        /// The name of the file, for messages.
        var name: String
        /// Whether it is the one that is being written.
        var isLast: Bool
    }

    /// How much is read to see the first header, which is far shorter.
    private static let beginning = 4096

    private let run: RunID
    private let store: FileStore
    private let places: RunPlaces

    /// The segments of a run.
    init(of run: RunID, in store: FileStore) {
        self.run = run
        self.store = store
        places = store.places(of: run)
    }

    /// Opens a segment by the number of its first event; `nil` when there is none.
    func open(_ first: Int) throws(SystemFault) -> Found? {
        // The owner may end the segment and begin another at this very moment, so the file that is being written is the one that is looked for only if
        // no file bears that number after it was opened.
        for _ in 1...3 {
            if let file = try open(places.segment(first: first)) { return Found(file: file, name: RunFiles.segment(first: first), isLast: false) }
            guard let file = try open(places.journal) else { return nil }
            guard try store.files.information(at: places.segment(first: first)) == nil else { continue }
            return Found(file: file, name: RunFiles.journal, isLast: true)
        }
        return nil
    }

    private func open(_ path: String) throws(SystemFault) -> Descriptor? {
        do {
            return try store.files.open(path, for: .reading)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// The checksum of the plan with which the journal begins.
    ///
    /// - Throws: `StorageError` with code `.damaged`, `.newerFormat` or `.io`.
    func plan() throws(StorageError) -> UInt32 {
        let found = try reaching(run) { () throws(SystemFault) in try open(1) }
        guard let found else { throw missing(1) }
        let bytes = try reaching(run) { () throws(SystemFault) in try store.files.read(found.file, at: 0, count: Self.beginning) }
        var scanner = JournalScanner(run: run)
        _ = try bytes.withUnsafeBufferPointer { buffer throws(StorageError) in
            try scanner.scan(buffer, of: found.name, before: .more) { _ throws(StorageError) in false }
        }
        guard let plan = scanner.plan else {
            throw .damaged(FilePlace(file: found.name, record: 1, offset: 0), of: run, because: "it does not begin with a header that is whole")
        }
        return plan
    }

    /// Reads the journal from where a scanner stands to its very end, and judges how it ends.
    ///
    /// - Parameter body: Gets each batch with the number of its segment, and says whether to go on.
    /// - Returns: How the journal ends; `nil` when the body said that it is enough.
    /// - Throws: `StorageError` with code `.damaged`, `.newerFormat` or `.io`, and what the body throws.
    func readToEnd(
        _ scanner: inout JournalScanner, _ body: (JournalBatch, _ segment: Int) throws(StorageError) -> Bool
    ) throws(StorageError) -> JournalEnd? {
        var lastBatch: FilePlace?
        while true {
            let position = scanner.position
            let found = try reaching(run) { () throws(SystemFault) in try open(position.segment) }
            guard let found else { throw missing(position.segment) }
            // A crash may have come between the end of one segment and the beginning of the next one: then this one is the last all the same.
            let isFollowed = try reaching(run) { () throws(SystemFault) in found.isLast ? false : try hasSegment(after: position.segment) }
            let (size, bytes) = try reaching(run) { () throws(SystemFault) in
                (try store.files.information(of: found.file).size, try store.files.contents(of: found.file, from: position.bytes))
            }
            guard size >= position.bytes else { throw short(position, of: position.last, in: found.name, size: size) }
            var isEnough = false
            let tear = try bytes.withUnsafeBufferPointer { buffer throws(StorageError) in
                try scanner.scan(buffer, of: found.name, before: isFollowed ? .segment : .nothing) { batch throws(StorageError) in
                    lastBatch = batch.place
                    isEnough = try !body(batch, position.segment)
                    return !isEnough
                }
            }
            if isEnough { return nil }
            guard isFollowed else {
                return JournalEnd(
                    position: scanner.position, path: found.file.path, isClosed: !found.isLast, tear: tear,
                    lastBatch: lastBatch.flatMap { $0.file == found.name ? $0.offset : nil })
            }
            scanner.beginSegment()
        }
    }

    private func hasSegment(after first: Int) throws(SystemFault) -> Bool {
        if try store.files.information(at: places.journal) != nil { return true }
        return try store.files.list(places.folder).contains { (RunFiles.first(ofSegment: $0) ?? 0) > first }
    }

    /// The error for a segment that should be there and is not.
    func missing(_ first: Int) -> StorageError {
        .damaged(
            FilePlace(file: RunFiles.segment(first: first), record: 1, offset: 0), of: run,
            because: "there is no file that begins with event \(first)")
    }

    /// The error for a journal that ends before the last event that is known to be durable.
    func short(_ end: JournalPosition, of last: Int) -> StorageError {
        .damaged(
            FilePlace(file: RunFiles.journal, record: end.lines + 1, offset: end.bytes), of: run,
            because: "the journal ends with event \(end.last), but event \(last) is known to have been stored")
    }

    /// The error for a segment that ends before a place that is known to have been reached.
    private func short(_ place: JournalPosition, of last: Int, in file: String, size: Int) -> StorageError {
        .damaged(
            FilePlace(file: file, record: place.lines, offset: size), of: run,
            because: "the file ends there, but event \(last) is known to have been stored \(place.bytes - size) bytes further on")
    }
}
