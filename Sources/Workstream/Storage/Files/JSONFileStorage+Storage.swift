extension JSONFileStorage {
    /// Stores a new run, unless there is one already.
    public func create(_ run: NewRun) async throws -> Creation {
        try await owned().create(run)
    }

    /// Appends a batch: one write and one sync.
    public func append(_ batch: Batch, as lease: Lease) async throws {
        try await owned().writer(of: batch.run).append(batch, as: lease)
    }

    /// The plan of a run.
    public func definition(of run: RunID) async throws -> StoredPlan {
        try await reading().definition(of: run)
    }

    /// Events of a run.
    ///
    /// - Throws: `StorageError` with code `.damaged`, naming file, record and offset, for a journal that is not as it was written.
    public func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try await reading().events(of: run, after: number, limit: limit)
    }

    /// Heads of runs, newest submission first.
    public func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        try await reading().heads(matching: query, after: cursor, limit: limit)
    }

    /// The last checkpoint of a run.
    public func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try await reading().checkpoint(of: run)
    }

    /// Keeps a checkpoint.
    public func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        try await owned().writer(of: checkpoint.run).put(checkpoint, as: lease)
    }

    /// Makes somebody the only one who may append to a run.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat` for a run whose journal cannot be read.
    public func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        try await owned().writer(of: run).acquire(for: owner, lasting: lasting)
    }

    /// Lets leases last so long from now on.
    public func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        try await owned().renew(leases, lasting: lasting)
    }

    /// Gives leases back.
    public func release(_ leases: [Lease]) async throws {
        try await owned().release(leases)
    }

    /// Leaves a message for the owner of a run.
    public func post(_ message: Message, to run: RunID) async throws {
        try await reading().post(message, to: run)
    }

    /// The messages that are not yet known.
    public func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        try await reading().messages(after: numbers)
    }

    /// Keeps a piece of live output.
    public func append(_ output: OutputChunk, as lease: Lease) async throws {
        try await owned().writer(of: output.run).append(output, as: lease)
    }

    /// The live output of an attempt.
    public func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try await reading().output(of: node, attempt: attempt, in: run)
    }

    /// Removes a run.
    public func delete(_ run: RunID) async throws {
        let reading = try reading()
        try await owned().delete(run)
        reading.forget(run)
    }
}
