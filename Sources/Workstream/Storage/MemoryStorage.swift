import Synchronization

/// Keeps runs in the memory of this process: for tests, for short tools, and to try things out.
///
/// It keeps every promise of `Storage` but survives nothing; its durability is "memory", which runs name. Several engines of one process may share one
/// object, each with an `open` and a `close` of its own; it closes with the last of them. What it holds stays until the object goes, so that an engine can
/// be opened on it again.
public final class MemoryStorage: InstantStorage {
    private let state: Lock<State>
    /// Whether somebody has it open and may write, for those who look with every append; changed with the state.
    private let isWritable = Atomic(false)
    private let now: @Sendable () -> Timestamp

    /// How many bytes of live output are kept of an attempt: 1 MiB.
    ///
    /// Engines send no more by themselves.
    public static let outputLimit = 1 << 20

    /// An empty storage.
    public convenience init() {
        // A storage has a clock of its own, as one on another machine would.
        let clock = SteadyClock()
        self.init(now: { clock.now })
    }

    /// An empty storage whose leases end by a given clock, such as a virtual one.
    public init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
        state = Lock(State())
    }

    /// What the storage holds at present, in another object and with another clock, as the next process would find it: nobody has a lease or has opened it.
    ///
    /// - Complexity: O(runs).
    package func afterCrash(now: @escaping @Sendable () -> Timestamp) -> MemoryStorage {
        MemoryStorage(state.withLock { $0 }.afterCrash(), now: now)
    }

    private init(_ state: State, now: @escaping @Sendable () -> Timestamp) {
        self.now = now
        self.state = Lock(state)
    }

    /// Nothing survives the process.
    public var durability: Durability { .memory }

    /// Opens the storage, which always succeeds.
    public func open(_ access: Access) async throws {
        state.withLock { state in
            state.open(access)
            isWritable.store(state.isWritable, ordering: .releasing)
        }
    }

    /// Stores a new run, unless there is one already.
    public func create(_ run: NewRun) async throws -> Creation {
        try state.withLock { state throws(StorageError) in try state.create(run) }
    }

    /// What is held of a run, for somebody who may change it or who looks on.
    private func record(of run: RunID, for access: Access = .observer) throws(StorageError) -> Lock<Record> {
        try state.withLock { state throws(StorageError) in try state.record(of: run, for: access) }
    }

    /// Appends a batch.
    ///
    /// - Complexity: O(events of the batch).
    public func append(_ batch: Batch, as lease: Lease) async throws {
        try append(batch, to: record(of: batch.run, for: .readWrite), as: lease)
    }

    private func append(_ batch: Batch, to record: Lock<Record>, as lease: Lease) throws(StorageError) {
        let now = now()
        try record.withLock { record throws(StorageError) in try record.append(batch, as: lease, at: now) }
        if batch.head.status.isFinal { state.withLock { $0.free(batch.head) } }
    }

    package func appender(as lease: Lease) -> (any InstantAppender)? {
        guard let record = try? record(of: lease.run, for: .readWrite) else { return nil }
        return Appender(self, record, lease)
    }

    /// Appends to a run that it has looked up once.
    private final class Appender: InstantAppender {
        private let storage: MemoryStorage
        private let record: Lock<Record>
        private let lease: Lease

        init(_ storage: MemoryStorage, _ record: Lock<Record>, _ lease: Lease) {
            self.storage = storage
            self.record = record
            self.lease = lease
        }

        func append(_ batch: Batch) throws(StorageError) {
            if !storage.isWritable.load(ordering: .acquiring) {
                try storage.state.withLock { state throws(StorageError) in try state.check(.readWrite) }
            }
            try storage.append(batch, to: record, as: lease)
        }
    }

    /// The plan of a run.
    public func definition(of run: RunID) async throws -> StoredPlan {
        try record(of: run).withLock { $0.plan }
    }

    /// Events of a run.
    public func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try record(of: run).withLock { $0.journal.events(after: number, limit: limit) }
    }

    /// Heads of runs, newest submission first.
    public func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        // From a copy of the table, since each head is read under the lock of its run.
        try state.withLock { $0 }.heads(matching: query, after: cursor, limit: limit, at: now())
    }

    /// The last checkpoint of a run.
    public func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try record(of: run).withLock { $0.checkpoint }
    }

    /// Keeps a checkpoint.
    public func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        let now = now()
        try record(of: checkpoint.run, for: .readWrite).withLock { record throws(StorageError) in
            try record.put(checkpoint, as: lease, at: now)
        }
    }

    /// Makes somebody the only one who may append to a run.
    public func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        let now = now()
        return try record(of: run, for: .readWrite).withLock { record throws(StorageError) in
            try record.acquire(for: owner, from: now, lasting: lasting)
        }
    }

    /// Lets leases last so long from now on.
    public func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        let now = now()
        return try records(of: leases).compactMap { record, lease in record.withLock { $0.renew(lease.token, at: now, lasting: lasting) } }
    }

    /// Gives leases back.
    public func release(_ leases: [Lease]) async throws {
        for (record, lease) in try records(of: leases) { record.withLock { $0.release(lease.token) } }
    }

    /// What is held of the runs of leases; those of runs that do not exist are passed over.
    private func records(of leases: [Lease]) throws(StorageError) -> [(Lock<Record>, Lease)] {
        try state.withLock { state throws(StorageError) in
            try state.check(.readWrite)
            return leases.compactMap { lease in state[lease.run].map { ($0, lease) } }
        }
    }

    /// Leaves a message for the owner of a run.
    public func post(_ message: Message, to run: RunID) async throws {
        let now = now()
        try record(of: run).withLock { $0.post(message, at: now) }
    }

    /// The messages that are not yet known.
    public func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        let records = try state.withLock { state throws(StorageError) in
            try state.check()
            return numbers.compactMap { run, number in state[run].map { (run, $0, number) } }
        }
        // Sorted, so that the same messages come in the same order in every process.
        return records.sorted { $0.0 < $1.0 }.flatMap { _, record, number in record.withLock { $0.messages.dropFirst(max(0, number)) } }
    }

    /// Keeps a piece of live output.
    public func append(_ output: OutputChunk, as lease: Lease) async throws {
        let now = now()
        try record(of: output.run, for: .readWrite).withLock { record throws(StorageError) in try record.append(output, as: lease, at: now) }
    }

    /// The live output of an attempt.
    public func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try record(of: run).withLock { $0.outputs[.init(node: node, attempt: attempt)] }
    }

    /// Removes a run.
    public func delete(_ run: RunID) async throws {
        let now = now()
        let head = try record(of: run, for: .readWrite).withLock { record throws(StorageError) in try record.end(at: now) }
        state.withLock { $0.remove(head) }
    }

    /// Closes the storage for one of those who opened it.
    public func close() async throws {
        state.withLock { state in
            state.close()
            isWritable.store(state.isWritable, ordering: .releasing)
        }
    }
}

extension Storage where Self == MemoryStorage {
    /// A new storage in memory, so that `Engine(storage: .memory)` reads well.
    public static var memory: MemoryStorage { MemoryStorage() }
}
