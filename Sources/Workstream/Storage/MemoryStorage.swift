/// Keeps runs in the memory of this process: for tests, for short tools, and to try things out.
///
/// It keeps every promise of `Storage` but survives nothing; its durability is "memory", which runs name. Several engines of one process may share one
/// object, each with an `open` and a `close` of its own; it closes with the last of them. What it holds stays until the object goes, so that an engine can
/// be opened on it again.
public final class MemoryStorage: Storage {
    private let state: Lock<State>
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
        MemoryStorage(state.withLock { $0.afterCrash() }, now: now)
    }

    private init(_ state: State, now: @escaping @Sendable () -> Timestamp) {
        self.now = now
        self.state = Lock(state)
    }

    /// Nothing survives the process.
    public var durability: Durability { .memory }

    /// Opens the storage, which always succeeds.
    public func open(_ access: Access) async throws {
        state.withLock { $0.open(access) }
    }

    /// Stores a new run, unless there is one already.
    public func create(_ run: NewRun) async throws -> Creation {
        try state.withLock { state throws(StorageError) in try state.create(run) }
    }

    /// Appends a batch.
    ///
    /// - Complexity: O(events of the batch).
    public func append(_ batch: Batch, as lease: Lease) async throws {
        let now = now()
        try state.withLock { state throws(StorageError) in try state.append(batch, as: lease, at: now) }
    }

    /// The plan of a run.
    public func definition(of run: RunID) async throws -> StoredPlan {
        try state.withLock { state throws(StorageError) in try state.record(of: run).plan }
    }

    /// Events of a run.
    public func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try state.withLock { state throws(StorageError) in try state.record(of: run).journal.events(after: number, limit: limit) }
    }

    /// Heads of runs, newest submission first.
    public func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        let now = now()
        return try state.withLock { state throws(StorageError) in try state.heads(matching: query, after: cursor, limit: limit, at: now) }
    }

    /// The last checkpoint of a run.
    public func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try state.withLock { state throws(StorageError) in try state.record(of: run).checkpoint }
    }

    /// Keeps a checkpoint.
    public func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        let now = now()
        try state.withLock { state throws(StorageError) in try state.put(checkpoint, as: lease, at: now) }
    }

    /// Makes somebody the only one who may append to a run.
    public func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        let now = now()
        return try state.withLock { state throws(StorageError) in try state.acquire(run, for: owner, from: now, lasting: lasting) }
    }

    /// Lets leases last so long from now on.
    public func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        let now = now()
        return try state.withLock { state throws(StorageError) in try state.renew(leases, at: now, lasting: lasting) }
    }

    /// Gives leases back.
    public func release(_ leases: [Lease]) async throws {
        try state.withLock { state throws(StorageError) in try state.release(leases) }
    }

    /// Leaves a message for the owner of a run.
    public func post(_ message: Message, to run: RunID) async throws {
        let now = now()
        try state.withLock { state throws(StorageError) in try state.post(message, to: run, at: now) }
    }

    /// The messages that are not yet known.
    public func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        try state.withLock { state throws(StorageError) in try state.messages(after: numbers) }
    }

    /// Keeps a piece of live output.
    public func append(_ output: OutputChunk, as lease: Lease) async throws {
        let now = now()
        try state.withLock { state throws(StorageError) in try state.append(output, as: lease, at: now) }
    }

    /// The live output of an attempt.
    public func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try state.withLock { state throws(StorageError) in try state.record(of: run).outputs[.init(node: node, attempt: attempt)] }
    }

    /// Removes a run.
    public func delete(_ run: RunID) async throws {
        let now = now()
        try state.withLock { state throws(StorageError) in try state.delete(run, at: now) }
    }

    /// Closes the storage for one of those who opened it.
    public func close() async throws {
        state.withLock { $0.close() }
    }
}

extension Storage where Self == MemoryStorage {
    /// A new storage in memory, so that `Engine(storage: .memory)` reads well.
    public static var memory: MemoryStorage { MemoryStorage() }
}
