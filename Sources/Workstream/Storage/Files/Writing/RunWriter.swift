/// Writes what belongs to one run, one thing at a time.
///
/// It is an actor on a lane of its own, so that runs wait for the disk side by side, and no later lease can begin while an append of an earlier one is
/// under way.
actor RunWriter {
    /// What is known of the end of the journal.
    enum End {
        /// Nothing, or nothing any more: it must be read before anything is written (S67).
        case unknown
        /// Everything up to here is durable, and nothing stands behind it.
        ///
        /// - Parameter isClosed: Whether the next batch begins a segment.
        case known(JournalPosition, isClosed: Bool)
    }

    nonisolated private let lane: FileLane
    /// The run.
    let run: RunID
    /// The store that it is in.
    let store: FileStore
    /// Where its files are.
    let places: RunPlaces
    /// What is known of all runs.
    let runs: Lock<OwnedRuns>
    private let form: JournalWriter
    private let leases: LeaseKeeping
    /// Is told of torn ends.
    let onTear: @Sendable (TornTail) -> Void
    /// What is known of the end of the journal.
    var end = End.unknown
    /// The head that was written last; what it says of the owner and the last sign of life does not matter.
    var written: HeadFile?
    /// Whether nothing has happened since the run was last given back, and its files say so.
    private var isSettled = true
    /// How much live output was kept.
    var outputs = OutputLengths()

    init(of run: RunID, in store: FileStore, runs: Lock<OwnedRuns>, onTear: @escaping @Sendable (TornTail) -> Void) {
        self.run = run
        self.store = store
        self.runs = runs
        self.onTear = onTear
        places = store.places(of: run)
        form = JournalWriter(run: run)
        leases = LeaseKeeping(in: store, runs: runs)
        lane = FileLane(on: store.threads)
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

    /// Makes somebody the only one who may append, after the end of the journal was read.
    func acquire(for owner: Owner, lasting: Duration) throws(StorageError) -> Lease {
        let asked = store.now()
        try runs.withLock { runs throws(StorageError) in try runs.checkFree(run, at: asked) }
        // Also where the end is known: since the last lease, people may have brought files back that were damaged.
        try takeUp()
        let now = store.now()
        let lease = try runs.withLock { runs throws(StorageError) in try runs.acquire(run, for: owner, from: now, lasting: lasting) }
        isSettled = false
        leases.write(run)
        return lease
    }

    /// Appends a batch: one write, one sync.
    ///
    /// A thread that may block waits for the disk itself where nobody else does, because two changes of threads would cost more than all the rest.
    nonisolated func append(_ batch: Batch, as lease: Lease) async throws {
        let done: Void? = try lane.runHere { try assumeIsolated { writer in try writer.write(batch, as: lease) } }
        if done == nil { try await write(batch, as: lease) }
    }

    private func write(_ batch: Batch, as lease: Lease) throws(StorageError) {
        let now = store.now()
        try runs.withLock { runs throws(StorageError) in try runs.check(lease, for: batch.run, at: now) }
        guard case .known(let position, let isClosed) = end else { throw .tailUnknown(run) }
        try batch.check(after: position.last)
        var bytes: [UInt8] = []
        let begins = isClosed || position.bytes >= store.settings.segmentLimit
        let new = try form.append(batch.events, durable: position.last, at: begins ? position.nextSegment : position, to: &bytes)
        end = .unknown
        do throws(SystemFault) {
            if begins {
                try writeSegment(bytes, after: position)
            } else {
                try write(bytes, at: position)
            }
        } catch {
            store.descriptors.drop(run, for: .writing)
            throw error.error(for: run)
        }
        end = .known(new, isClosed: false)
        mark(batch.last)
        runs.withLock { $0.update(batch.head) }
        if mustWrite(batch.head, at: new) { writeHead() }
    }

    /// Writes what was put off, when the run is given back.
    ///
    /// - Parameter isClosing: Whether it is the last that is written; after that the folder may be another's.
    func settle(isClosing: Bool = false) {
        guard !isSettled, isClosing || runs.withLock({ $0.isOpen }) else { return }
        let saysLease = leases.write(run)
        let last = runs.withLock { $0.entries[run]?.head.lastNumber }
        if written?.head.lastNumber != last { writeHead() }
        isSettled = saysLease && written?.head.lastNumber == last
    }

    private func write(_ bytes: [UInt8], at position: JournalPosition) throws(SystemFault) {
        let file = try store.descriptors.file(of: run, for: .writing) { () throws(SystemFault) in
            let file = try store.files.open(places.journal, for: .changing)
            // Somebody else wrote into it, or put another file in its place.
            let size = if let size = file.size { size } else { try store.files.information(of: file).size }
            guard size == position.bytes else {
                throw SystemFault(.changed, doing: "append to", places.journal)
            }
            return file
        }
        try store.files.write(bytes, to: file, at: position.bytes)
        try store.synchronise(file)
    }

    /// Ends a segment and begins the next one with a batch.
    ///
    /// The new one is whole and durable before it takes its place, and there is no moment in which a reader could not find what it knows of.
    private func writeSegment(_ bytes: [UInt8], after position: JournalPosition) throws(SystemFault) {
        store.descriptors.drop(run, for: .writing)
        try store.files.removeIfThere(places.newJournal)
        try store.files.make(places.newJournal, bytes, isDurable: store.isDurable)
        if try store.files.information(at: places.journal) != nil {
            try store.files.move(places.journal, to: places.segment(first: position.segment))
        }
        try store.files.move(places.newJournal, to: places.journal)
        try store.synchronise(folder: places.folder)
    }

    /// Whether the file of the head must not lag any longer: others should see the change at once, or reading on from there would cost too much.
    private func mustWrite(_ head: RunHead, at position: JournalPosition) -> Bool {
        guard let written else { return true }
        if head.status != written.head.status || head.attention != written.head.attention { return true }
        if position.segment != written.journal.segment || position.bytes - written.journal.bytes >= store.settings.headLag { return true }
        guard let due = head.due else { return false }
        return written.head.due.map { due < $0 } ?? true
    }
}
