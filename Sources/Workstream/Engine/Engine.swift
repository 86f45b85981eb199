/// Drives runs: takes plans, starts them, and tells what becomes of them.
///
/// ```swift
/// let engine = try await Engine(storage: .memory, plugins: [Shell(), FileExists()])
/// let id = try await engine.submit(.shopUpgrade(to: build, hosts: hosts))
/// try await engine.start(id)
/// for try await event in engine.events(of: id) { print(event) }
/// let run = try await engine.wait(for: id)                // `engine.run(plan)` is submit, start and wait
/// try await engine.shutdown()
/// ```
///
/// An engine decides nothing: it takes what happens to the machine of a run, stores the events that follow, and then does what the machine asks for. Several
/// engines may live in one process, with different plugins; one engine drives a run at a time (S65).
///
/// Shut an engine down before it is let go: then calls under way may finish, and the storage is closed.
public actor Engine {
    /// What the engine knows of a run that has not ended.
    enum Entry {
        /// It was submitted here and not started; its requests are decoded.
        case submitted(ReadyPlan)
        /// It is being started.
        case starting(Starting)
        /// It is under way.
        case driven(RunDriver)
        /// It cannot go on with this engine until somebody asks it to recover the run.
        case halted(Halt)
    }

    /// A start under way, for which several callers may wait.
    struct Starting {
        /// Whether the run is under way after it, and not only loaded.
        let startsRun: Bool
        /// Ends with the start.
        let task: Task<Void, Never>
        /// What came of it, once the task has ended.
        let outcome: Lock<Result<RunDriver, any Error>?>

        /// Waits for the end of the start.
        func wait() async throws -> RunDriver {
            await task.value
            guard let outcome = outcome.withLock({ $0 }) else { preconditionFailure("A start has ended without an outcome.") }
            return try outcome.get()
        }
    }

    /// Why a run does not go on with this engine.
    struct Halt {
        /// What everybody is told who asks for something.
        let error: EngineError
        /// After a storage fault: what could not be stored (S67).
        var remains: RunDriver.Remains?
    }

    /// Whether the engine works.
    enum Phase {
        case open
        case closing
        case closed
    }

    let context: EngineContext
    let registry: PluginRegistry
    /// Why plugins could not be made ready, by name.
    let unavailable: Lock<[String: String]>
    let owner: Owner
    /// What became of the runs that were under way when the engine opened.
    public private(set) var recovery = RecoveryReport()
    var phase = Phase.open
    var entries: [RunID: Entry] = [:]
    /// By run whose lease was lost: the last event that was stored before.
    var lost: [RunID: Int] = [:]
    var feeds: [RunID: RunFeed] = [:]
    /// Those who wait for the end of a shutdown that somebody else began.
    var closing: [CheckedContinuation<Void, Never>] = []

    /// Opens an engine.
    ///
    /// - Parameters:
    ///   - storage: Where runs are kept, such as `.memory`. It belongs to the engine, which opens and closes it.
    ///   - plugins: What the plans of the engine may use.
    ///   - opening: What is done with runs that were under way when the engine before ended; `recovery` tells what became of each.
    ///   - options: How runs are treated.
    /// - Throws: `EngineError` with code `.misconfigured` and all faults of plugins and options at once; what the storage throws when it cannot be opened or
    ///   listed. A run that cannot be taken up keeps nothing else from going on (S66).
    public init(storage: some Storage, plugins: PluginRegistry, opening: Opening = .resume, options: EngineOptions = EngineOptions()) async throws {
        try await self.init(storage: storage, plugins: plugins, opening: opening, options: options, environment: .live())
    }

    /// Opens an engine in an environment of one's own, such as virtual time.
    package init(
        storage: some Storage, plugins: PluginRegistry, opening: Opening = .resume, options: EngineOptions = EngineOptions(), environment: Environment
    ) async throws {
        let faults = plugins.faults.map(\.message) + options.faults
        guard faults.isEmpty else { throw EngineError.misconfigured(faults) }
        let watchdog = try Watchdog(environment: environment)
        try await storage.open(.readWrite)
        let leases = LeaseKeeper(storage: storage, environment: environment, watchdog: watchdog, lasting: options.leaseDuration)
        let messages = MessageReader(storage: storage, environment: environment, watchdog: watchdog, interval: options.messageInterval)
        context = EngineContext(
            storage: storage, sharesAppends: storage.durability != .memory, environment: environment, watchdog: watchdog, options: options,
            leases: leases, messages: messages)
        registry = plugins
        unavailable = Lock(await plugins.prepare(plugins.names, in: context))
        owner = Owner(engine: environment.uuid(), process: HostProcess.id, host: HostProcess.machineName, started: environment.now())
        do {
            recovery = try await takeUpRuns(opening)
        } catch {
            try? await shutdown(within: .zero)
            throw error
        }
    }

    /// Refuses what only an open engine can do.
    func checkOpen() throws(EngineError) {
        guard case .open = phase else { throw .closed() }
    }
}
