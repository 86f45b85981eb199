import Workstream

/// The storage of one simulated engine: memory that outlives it, whose appends fail or kill the engine where the execution says so.
final class SimulatedStorage: InstantStorage {
    private let memory: MemoryStorage
    private let recorder: StoryRecorder
    private let now: @Sendable () -> Timestamp
    let appendsAtOnce: Bool

    /// A storage on what earlier engines have left.
    ///
    /// - Parameters:
    ///   - memory: What they have left.
    ///   - appendsAtOnce: Whether its engine appends as in memory, or waits for each append as for a disk.
    ///   - recorder: Where it is written down, and what goes wrong.
    ///   - now: The engine's time.
    init(_ memory: MemoryStorage, appendsAtOnce: Bool, recorder: StoryRecorder, now: @escaping @Sendable () -> Timestamp) {
        self.memory = memory
        self.appendsAtOnce = appendsAtOnce
        self.recorder = recorder
        self.now = now
    }

    var durability: Durability { memory.durability }

    private func checkAlive() throws {
        if recorder.isDead { throw Self.closed }
    }

    private static let closed = StorageError(
        .closed, "The simulated process was killed, so nothing of it reaches the storage any more. The next one goes on.")
    private static let failed = StorageError(
        .io, "The append failed, because the simulation drew that by lot. Whether it was stored is not known. Recover the run.")

    func append(_ batch: Batch, as lease: Lease) async throws {
        try appendAtOnce(batch, as: lease)
    }

    func appendAtOnce(_ batch: Batch, as lease: Lease) throws(StorageError) {
        switch recorder.beginAppend() {
        case .isStored: try keep(batch, lease)
        case .kills(let isKept):
            if isKept { try keep(batch, lease) }
            recorder.die(at: now())
            throw Self.closed
        case .fails(let isKept, let mended):
            if isKept { try keep(batch, lease) }
            recorder.failedAppend(isKept: isKept, mended: mended, at: now())
            throw Self.failed
        case .isTooLate: throw Self.closed
        }
    }

    private func keep(_ batch: Batch, _ lease: Lease) throws(StorageError) {
        try memory.appendAtOnce(batch, as: lease)
        recorder.stored(batch.events, at: now())
    }

    func create(_ run: NewRun) async throws -> Creation {
        try checkAlive()
        let creation = try await memory.create(run)
        if case .created = creation { recorder.stored([run.event], at: now()) }
        return creation
    }

    func open(_ access: Access) async throws { try await memory.open(access) }

    func definition(of run: RunID) async throws -> StoredPlan {
        try checkAlive()
        return try await memory.definition(of: run)
    }

    func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try checkAlive()
        return try await memory.events(of: run, after: number, limit: limit)
    }

    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        try checkAlive()
        return try await memory.heads(matching: query, after: cursor, limit: limit)
    }

    func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try checkAlive()
        return try await memory.checkpoint(of: run)
    }

    func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        try checkAlive()
        try await memory.put(checkpoint, as: lease)
    }

    func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        try checkAlive()
        return try await memory.acquire(run, for: owner, lasting: lasting)
    }

    func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        try checkAlive()
        return try await memory.renew(leases, lasting: lasting)
    }

    func release(_ leases: [Lease]) async throws {
        try checkAlive()
        try await memory.release(leases)
    }

    func post(_ message: Message, to run: RunID) async throws {
        try checkAlive()
        try await memory.post(message, to: run)
    }

    func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        try checkAlive()
        return try await memory.messages(after: numbers)
    }

    func append(_ output: OutputChunk, as lease: Lease) async throws {
        try checkAlive()
        try await memory.append(output, as: lease)
    }

    func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try checkAlive()
        return try await memory.output(of: node, attempt: attempt, in: run)
    }

    func delete(_ run: RunID) async throws {
        try checkAlive()
        try await memory.delete(run)
    }

    func close() async throws { try await memory.close() }
}
