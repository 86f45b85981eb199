public import Workstream

/// Engines and archives in virtual time, so that a test of what is built around them waits for nothing.
extension Engine {
    /// Opens an engine in virtual time.
    ///
    /// ```swift
    /// let run = try withVirtualTime(seed: 1) { executor in
    ///     let engine = try await Engine(storage: MemoryStorage(on: executor), plugins: plugins, on: executor)
    ///     return try await engine.run(plan)
    /// }
    /// ```
    ///
    /// Plugins must keep to the executor: scripted ones do, and those that wait with `PluginContext.sleep` alone. Storages that have threads do not.
    ///
    /// - Parameters:
    ///   - storage: Where runs are kept.
    ///   - plugins: What the plans of the engine may use.
    ///   - opening: What is done with runs that were under way when the engine before ended.
    ///   - options: How runs are treated.
    ///   - executor: Where everything runs.
    /// - Throws: As without an executor.
    public init(
        storage: some Storage, plugins: PluginRegistry, opening: Opening = .resume, options: EngineOptions = EngineOptions(),
        on executor: SeededExecutor
    ) async throws {
        try await self.init(storage: storage, plugins: plugins, opening: opening, options: options, environment: .simulated(executor))
    }
}

extension RunArchive {
    /// Opens a storage in virtual time to look at its runs.
    ///
    /// - Throws: As without an executor.
    public convenience init(_ storage: some Storage, on executor: SeededExecutor) async throws {
        try await self.init(storage, environment: .simulated(executor))
    }
}

extension MemoryStorage {
    /// A storage in memory whose leases go by virtual time.
    public convenience init(on executor: SeededExecutor) {
        self.init(now: { executor.now })
    }
}
