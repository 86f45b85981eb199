/// Looks at runs without driving any: their history, where they stand, what they wrote; and leaves messages for those who drive them.
///
/// It takes no lock and never waits for an engine, so it may look on from another process. What it asks for with `stop`, `pause`, `resume` and `decide` is done
/// by the engine that drives the run, within a second, or as soon as one takes the run up.
///
/// ```swift
/// let archive = try await RunArchive(storage)
/// for head in try await archive.runs(matching: .unfinished).items { print(head.plan, head.status) }
/// try await archive.stop(id, by: "alice", because: "wrong build")
/// for try await event in archive.events(of: id) { print(event.kind) }
/// ```
public final class RunArchive: Sendable {
    /// How long a run that is followed is not looked at again.
    private static let interval: Duration = .milliseconds(250)

    let storage: any Storage
    private let environment: Environment
    private let watchdog: Watchdog

    /// Opens a storage to look at its runs.
    ///
    /// - Parameter storage: Where runs are kept. It belongs to the archive, which opens and closes it.
    /// - Throws: What the storage throws when it cannot be opened; that of a folder has the code `.notFound` where there is no such folder.
    public convenience init(_ storage: some Storage) async throws {
        try await self.init(storage, environment: .live())
    }

    /// Opens a storage in an environment of one's own, such as virtual time.
    package init(_ storage: some Storage, environment: Environment) async throws {
        watchdog = try Watchdog(environment: environment)
        self.environment = environment
        self.storage = storage
        try await storage.open(.observer)
    }

    /// Closes the storage; nothing can be read any more.
    public func close() async throws {
        watchdog.stop()
        try await storage.close()
    }

    /// A run as it stands, or stood.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - number: The last event to read, to see the run as it stood then; `nil`: all.
    /// - Throws: What the storage throws.
    /// - Complexity: O(events of the run).
    public func run(_ id: Run.ID, upTo number: Int? = nil) async throws -> Run {
        try await Run(reading: id, from: storage, upTo: number)
    }

    /// The heads of the runs that match a query, newest submission first, a page at a time.
    ///
    /// - Parameters:
    ///   - query: Which runs.
    ///   - cursor: Where the page before ended; `nil` for the first page.
    ///   - limit: The largest number of heads to give.
    /// - Throws: What the storage throws.
    public func runs(matching query: RunQuery = .all, after cursor: Cursor? = nil, limit: Int = 100) async throws -> Page<RunHead> {
        try await storage.heads(matching: query, after: cursor, limit: limit)
    }

    /// The events of a run: its whole history in order, then each soon after it became durable, up to the run's end (S47).
    ///
    /// A run that nobody drives is followed until somebody takes it up, or the reader is cancelled.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - number: The number of the last event that is known already; 0 for the whole history.
    public func events(of id: Run.ID, after number: Int = 0) -> RunEvents {
        let (storage, watchdog, environment) = (storage, watchdog, environment)
        return RunEvents(after: number) {
            ObservedJournal(run: id, storage: storage) { try await watchdog.sleep(until: environment.now() + Self.interval) }
        }
    }

    /// What was kept of the live output of an attempt; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - path: The path of the action or check.
    ///   - attempt: The number of the attempt; the last one where none is given.
    /// - Throws: What the storage throws.
    public func output(of id: Run.ID, at path: NodePath, attempt: Int? = nil) async throws -> Output? {
        try await storage.output(of: id, at: path, attempt: attempt)
    }
}
