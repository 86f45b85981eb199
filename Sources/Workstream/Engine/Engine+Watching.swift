/// Looking at runs. All of it shows only what is stored (S60).
extension Engine {
    /// Submits a plan, starts the run, and waits for its end.
    ///
    /// A failed run is a result (S46). Cancelling the caller leaves the run alone.
    ///
    /// - Throws: As `submit`, `start` and `wait`.
    public func run(_ plan: Plan) async throws -> Run {
        let id = try await submit(plan)
        try await start(id)
        return try await wait(for: id)
    }

    /// Waits until a run has ended (S46).
    ///
    /// Waiting for a run that has not started waits. Cancelling the one who waits leaves the run alone.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - condition: What to wait for: its end, or also that a person should look at it.
    /// - Returns: The run as it stands then; a failed run is a result.
    /// - Throws: `EngineError` with code `.storageFault` or `.leaseLost` when the run goes on no more with this engine, `.notDriven` when another engine
    ///   started it, `.closed` when the engine is shut down; `CancellationError`; what the storage throws.
    public func wait(for id: Run.ID, until condition: WaitCondition = .ended) async throws -> Run {
        try await waitForEnd(of: id, or: condition)
        return try await snapshot(of: id)
    }

    /// Waits as `wait` does, and reads nothing afterwards.
    package func waitForEnd(of id: Run.ID, or condition: WaitCondition = .ended) async throws {
        let feed = try await watchedFeed(of: id)
        switch condition {
        case .ended: try await feed.waitForEnd()
        case .needsAttention: try await feed.waitForAttention()
        }
    }

    /// A run as it stands: everything that is stored of it.
    ///
    /// - Throws: What the storage throws.
    /// - Complexity: O(events of the run).
    public func snapshot(of id: Run.ID) async throws -> Run {
        var run = try await withStorage { try await Run(reading: id, from: $0) }
        switch entries[id] {
        case .driven(let driver): run.engineAttention = driver.attention
        case .halted(let halt) where !run.status.isFinal:
            run.engineAttention = halt.remains == nil ? .held(reason: Self.unfitReason) : .storageFault
        default: break
        }
        return run
    }

    /// A run again and again, at an interval, until it has ended; the last one is the final run.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - interval: The time from one snapshot to the next; positive.
    public nonisolated func statuses(of id: Run.ID, every interval: Duration) -> RunStatuses {
        RunStatuses(engine: self, run: id, interval: interval)
    }

    /// The events of a run: its whole history in order, then each as it becomes durable, up to the run's end (S47).
    ///
    /// A subscriber is a cursor over the journal: it misses nothing and gets nothing twice, and holds up nobody however slow it is.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - number: The number of the last event that is known already; 0 for the whole history.
    public nonisolated func events(of id: Run.ID, after number: Int = 0) -> RunEvents {
        RunEvents(after: number) { DrivenJournal(id, of: self) }
    }

    /// What the plugins of a run write while they work, from now on (S73).
    ///
    /// It ends with the run, or at once where the run has ended or goes on elsewhere. Somebody who does not keep up misses the oldest of 4,096 pieces; what is
    /// kept can be read with `output(of:at:attempt:)`.
    public func output(of id: Run.ID) async -> AsyncStream<LiveOutput> {
        let feed = try? await watchedFeed(of: id)
        return feed?.outputs() ?? AsyncStream { $0.finish() }
    }

    /// What was kept of the live output of an attempt; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - path: The path of the action or check.
    ///   - attempt: The number of the attempt; the last one where none is given.
    /// - Throws: What the storage throws.
    public func output(of id: Run.ID, at path: NodePath, attempt: Int? = nil) async throws -> Output? {
        try await withStorage { try await $0.output(of: id, at: path, attempt: attempt) }
    }

    /// The heads of the runs that match a query, newest submission first, a page at a time.
    ///
    /// - Parameters:
    ///   - query: Which runs.
    ///   - cursor: Where the page before ended; `nil` for the first page.
    ///   - limit: The largest number of heads to give.
    /// - Throws: What the storage throws.
    public func runs(matching query: RunQuery = .all, after cursor: Cursor? = nil, limit: Int = 100) async throws -> Page<RunHead> {
        try await withStorage { try await $0.heads(matching: query, after: cursor, limit: limit) }
    }

    /// Names of plugins that could not be made ready, and why.
    ///
    /// Plans that use them are refused.
    public nonisolated var unavailablePlugins: [String: String] { unavailable.withLock { $0 } }
}
