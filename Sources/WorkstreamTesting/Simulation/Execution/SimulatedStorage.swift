import Workstream

/// The storage of one simulated engine: another one below it, whose appends fail or kill the engine where the execution says so.
final class SimulatedStorage: InstantStorage {
    private let storage: any Storage
    /// The same storage, where it waits for nothing and the engine makes use of that.
    private let instant: (any InstantStorage)?
    private let recorder: StoryRecorder
    private let now: @Sendable () -> Timestamp

    /// A storage on what earlier engines have left.
    ///
    /// - Parameters:
    ///   - storage: What they have left.
    ///   - appendsAtOnce: Whether its engine appends as in memory, where that is possible, or waits for each append as for a disk.
    ///   - recorder: Where it is written down, and what goes wrong.
    ///   - now: The engine's time.
    init(_ storage: any Storage, appendsAtOnce: Bool, recorder: StoryRecorder, now: @escaping @Sendable () -> Timestamp) {
        self.storage = storage
        instant = appendsAtOnce ? storage as? any InstantStorage : nil
        self.recorder = recorder
        self.now = now
    }

    var durability: Durability { storage.durability }

    private func checkAlive() throws {
        if recorder.isDead { throw Self.closed }
    }

    private static let closed = StorageError(
        .closed, "The simulated process was killed, so nothing of it reaches the storage any more. The next one goes on.")
    private static let failed = StorageError(
        .io, "The append failed, because the simulation drew that by lot. Whether it was stored is not known. Recover the run.")

    func append(_ batch: Batch, as lease: Lease) async throws {
        let outcome = recorder.beginAppend()
        if outcome.isKept { try await storage.append(batch, as: lease) }
        try end(outcome, batch)
    }

    func appender(as lease: Lease) -> (any InstantAppender)? {
        instant?.appender(as: lease).map { Appender(self, $0) }
    }

    private final class Appender: InstantAppender {
        private let storage: SimulatedStorage
        private let appender: any InstantAppender

        init(_ storage: SimulatedStorage, _ appender: any InstantAppender) {
            self.storage = storage
            self.appender = appender
        }

        func append(_ batch: Batch) throws(StorageError) {
            let outcome = storage.recorder.beginAppend()
            if outcome.isKept { try appender.append(batch) }
            try storage.end(outcome, batch)
        }
    }

    private func end(_ outcome: StoryRecorder.Append, _ batch: Batch) throws(StorageError) {
        if outcome.isKept { recorder.stored(batch.events, at: now()) }
        switch outcome {
        case .isStored: return
        case .kills:
            recorder.die(at: now())
            throw Self.closed
        case .fails(let isKept, let mended):
            recorder.failedAppend(isKept: isKept, mended: mended, at: now())
            throw Self.failed
        case .isTooLate: throw Self.closed
        }
    }

    func create(_ run: NewRun) async throws -> Creation {
        try checkAlive()
        let creation = try await storage.create(run)
        if case .created = creation { recorder.stored([run.event], at: now()) }
        return creation
    }

    func open(_ access: Access) async throws { try await storage.open(access) }

    func definition(of run: RunID) async throws -> StoredPlan {
        try checkAlive()
        return try await storage.definition(of: run)
    }

    func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try checkAlive()
        return try await storage.events(of: run, after: number, limit: limit)
    }

    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        try checkAlive()
        return try await storage.heads(matching: query, after: cursor, limit: limit)
    }

    func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try checkAlive()
        return try await storage.checkpoint(of: run)
    }

    func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        try checkAlive()
        try await storage.put(checkpoint, as: lease)
    }

    func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        try checkAlive()
        return try await storage.acquire(run, for: owner, lasting: lasting)
    }

    func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        try checkAlive()
        return try await storage.renew(leases, lasting: lasting)
    }

    func release(_ leases: [Lease]) async throws {
        try checkAlive()
        try await storage.release(leases)
    }

    func post(_ message: Message, to run: RunID) async throws {
        try checkAlive()
        try await storage.post(message, to: run)
    }

    func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        try checkAlive()
        return try await storage.messages(after: numbers)
    }

    func append(_ output: OutputChunk, as lease: Lease) async throws {
        try checkAlive()
        try await storage.append(output, as: lease)
    }

    func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try checkAlive()
        return try await storage.output(of: node, attempt: attempt, in: run)
    }

    func delete(_ run: RunID) async throws {
        try checkAlive()
        try await storage.delete(run)
    }

    func close() async throws {
        try checkAlive()
        try await storage.close()
    }
}
