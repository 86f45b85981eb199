import Testing
import WorkstreamTesting

@testable import Workstream

/// Engines that end, and others that take up what they left.
extension EngineGround {
    /// An engine on the same memory, with the same plugins and log; the first one may be dead.
    ///
    /// - Parameters:
    ///   - opening: What it does with runs that were under way.
    ///   - storage: The memory as the engine sees it; itself where none is given.
    ///   - options: How it treats runs.
    ///   - plugins: Other plugins than those of the ground.
    ///   - lead: How far its clock is ahead of that of the first engine.
    func reopen(
        _ opening: Opening = .resume, through storage: FailingStorage? = nil, options: EngineOptions = EngineOptions(), plugins: [any Plugin]? = nil,
        clockAhead lead: Duration = .zero
    ) async throws -> Engine {
        let seen: any Storage = storage ?? memory
        return try await Engine(
            storage: seen, plugins: PluginRegistry(plugins ?? [action, check]), opening: opening, options: options,
            environment: .simulated(executor, ahead: lead))
    }

    /// Ends the first engine as a crash does: nothing that it does reaches the memory any more, and its leases end in time.
    ///
    /// - Parameter away: How long nobody drives its runs; longer than a lease.
    func crash(for away: Duration = .seconds(60)) async throws {
        try await crash(engine, through: storage, for: away)
    }

    /// Ends an engine as a crash does.
    ///
    /// - Parameters:
    ///   - engine: The engine.
    ///   - storage: The memory as that engine alone sees it.
    ///   - away: How long nobody drives its runs; longer than a lease.
    func crash(_ engine: Engine, through storage: FailingStorage, for away: Duration = .seconds(60)) async throws {
        storage.failForGood(nil, from: 1)
        // Its calls end with it.
        try? await engine.shutdown(within: .zero)
        try await pass(away)
    }
}
