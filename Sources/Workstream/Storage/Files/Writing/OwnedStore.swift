/// A store that this process holds: its runs, and who writes each of them.
final class OwnedStore: Sendable {
    private let store: FileStore
    private let lock: FolderLock
    private let runs: Lock<OwnedRuns>
    private let writers = Lock<[RunID: RunWriter]>([:])
    private let tears = Lock<[TornTail]>([])

    /// Takes the folder and reads the heads of its runs, several at a time.
    ///
    /// - Throws: `StorageError` with code `.owned`, `.damaged`, `.newerFormat`, `.io` or `.full`. A run that cannot be read is listed as such (S66).
    static func open(_ store: FileStore) async throws(StorageError) -> OwnedStore {
        let (lock, runs) = try await store.threads.run { () throws(StorageError) in (try StoreOpening(of: store).take(), try store.listRuns()) }
        return OwnedStore(store, lock, await store.threads.map(runs) { read($0, in: store) })
    }

    private init(_ store: FileStore, _ lock: FolderLock, _ found: [(head: RunHead, token: Int)]) {
        self.store = store
        self.lock = lock
        var runs = OwnedRuns(tenure: lock.holder.tenure)
        // In the order of the list that they come into.
        for run in found.sorted(by: { $0.head.submitted < $1.head.submitted }) { runs.insert(run.head, token: run.token) }
        self.runs = Lock(runs)
    }

    /// The torn ends that were cut off since it was opened.
    var tornTails: [TornTail] { tears.withLock { $0 } }

    /// Reads the head of a run as of the end of its journal; of one that has ended nothing but the head is read.
    private static func read(_ run: RunID, in store: FileStore) -> (head: RunHead, token: Int) {
        var journal = RunJournal(of: run, in: store)
        var head = journal.head
        do throws(StorageError) {
            if try reaching(run, { () throws(SystemFault) in head.status.isFinal && journal.hasHead ? false : try journal.mayLag() }) {
                _ = try journal.catchUp()
                head = journal.head
            }
        } catch {
            head = journal.head(unreadable: error)
        }
        // The lease itself is void: its process is dead, or it could not have let go of the folder (S65).
        let lease = head.status.isFinal ? nil : store.lease(of: run)
        if let lease { head.lastSignOfLife = max(head.lastSignOfLife, lease.lastSignOfLife) }
        return (head, lease?.token ?? 0)
    }

    /// Who writes a run.
    func writer(of run: RunID) throws(StorageError) -> RunWriter {
        _ = try runs.withLock { runs throws(StorageError) in try runs.entry(of: run) }
        return writers.withLock { writers in
            if let writer = writers[run] { return writer }
            let writer = RunWriter(of: run, in: store, runs: runs) { [tears] tear in tears.withLock { $0.append(tear) } }
            writers[run] = writer
            return writer
        }
    }

    /// The number of the last durable event of a run.
    func durable(_ run: RunID) throws(StorageError) -> Int {
        try runs.withLock { runs throws(StorageError) in try runs.entry(of: run).head.lastNumber }
    }

    /// A page of heads.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) throws(StorageError) -> Page<RunHead> {
        let now = store.now()
        return try runs.withLock { runs throws(StorageError) in try runs.heads(matching: query, after: cursor, limit: limit, at: now) }
    }

    /// Stores a new run, unless there is one already (S48).
    func create(_ run: NewRun) async throws(StorageError) -> Creation {
        try run.check()
        while true {
            switch try runs.withLock({ runs throws(StorageError) in try runs.claim(run) }) {
            case .exists(let holder): return .exists(holder)
            case .wait(let reservation): await reservation.wait()
            case .granted:
                let store = store
                let creation = (try? await store.threads.run { () throws(StorageError) in store.create(run) }) ?? .undone(.closed())
                runs.withLock { $0.settle(run, creation) }?.settle()
                switch creation {
                case .stored: return .created
                case .undone(let error), .unknown(let error): throw error
                }
            }
        }
    }

    /// Renews leases, and writes down that their owners live, so that others know, and later ones after a crash (S64).
    func renew(_ leases: [Lease], lasting: Duration) async throws(StorageError) -> [Lease] {
        let now = store.now()
        let kept = try runs.withLock { runs throws(StorageError) in try runs.renew(leases, at: now, lasting: lasting) }
        let keeping = LeaseKeeping(in: store, runs: runs)
        try await store.threads.run { () throws(StorageError) in
            for lease in kept { keeping.write(lease.run) }
        }
        return kept
    }

    /// Takes leases back.
    func release(_ leases: [Lease]) async throws(StorageError) {
        let freed = try runs.withLock { runs throws(StorageError) in try runs.release(leases) }
        for run in freed { await (try? writer(of: run))?.settle() }
    }

    /// Removes a run.
    func delete(_ run: RunID) async throws(StorageError) {
        try await writer(of: run).delete()
        writers.withLock { $0[run] = nil }
    }

    /// Refuses everything from now on, waits for what is under way, and gives the folder back.
    func close() async {
        runs.withLock { $0.close() }
        while let unsettled = runs.withLock({ $0.unsettled }) { await unsettled.wait() }
        for writer in writers.withLock({ Array($0.values) }) { await writer.settle(isClosing: true) }
        runs.withLock { $0.abandon() }
        lock.release()
    }
}
