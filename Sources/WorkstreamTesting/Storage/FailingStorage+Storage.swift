public import Workstream

extension FailingStorage {
    /// That of the other storage.
    public var durability: Durability { storage.durability }

    /// Opens the other storage.
    public func open(_ access: Access) async throws {
        try await perform(.open) { try await storage.open(access) }
    }

    /// Stores a new run.
    public func create(_ run: NewRun) async throws -> Creation {
        try await perform(.create, on: run.id) { try await storage.create(run) }
    }

    /// Stores a batch.
    public func append(_ batch: Batch, as lease: Lease) async throws {
        try await perform(.append, on: batch.run) { try await storage.append(batch, as: lease) }
    }

    /// Gives the plan of a run.
    public func definition(of run: RunID) async throws -> StoredPlan {
        try await perform(.definition, on: run) { try await storage.definition(of: run) }
    }

    /// Gives events of a run.
    public func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try await perform(.events, on: run) { try await storage.events(of: run, after: number, limit: limit) }
    }

    /// Gives a page of heads.
    public func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        try await perform(.heads) { try await storage.heads(matching: query, after: cursor, limit: limit) }
    }

    /// Gives the last checkpoint of a run.
    public func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try await perform(.checkpoint, on: run) { try await storage.checkpoint(of: run) }
    }

    /// Keeps a checkpoint.
    public func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        try await perform(.putCheckpoint, on: lease.run) { try await storage.put(checkpoint, as: lease) }
    }

    /// Acquires a run.
    public func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        try await perform(.acquire, on: run) { try await storage.acquire(run, for: owner, lasting: lasting) }
    }

    /// Renews leases.
    public func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        try await perform(.renew) { try await storage.renew(leases, lasting: lasting) }
    }

    /// Gives leases back.
    public func release(_ leases: [Lease]) async throws {
        try await perform(.release) { try await storage.release(leases) }
    }

    /// Leaves a message.
    public func post(_ message: Message, to run: RunID) async throws {
        try await perform(.post, on: run) { try await storage.post(message, to: run) }
    }

    /// Gives messages.
    public func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        try await perform(.messages) { try await storage.messages(after: numbers) }
    }

    /// Keeps a piece of live output.
    public func append(_ output: OutputChunk, as lease: Lease) async throws {
        try await perform(.appendOutput, on: lease.run) { try await storage.append(output, as: lease) }
    }

    /// Gives the live output of an attempt.
    public func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try await perform(.output, on: run) { try await storage.output(of: node, attempt: attempt, in: run) }
    }

    /// Removes a run.
    public func delete(_ run: RunID) async throws {
        try await perform(.delete, on: run) { try await storage.delete(run) }
    }

    /// Closes the other storage.
    public func close() async throws {
        try await perform(.close) { try await storage.close() }
    }
}
