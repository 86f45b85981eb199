import Testing
import WorkstreamTesting

@testable import Workstream

/// Engines that end, and others that take up what they left.
extension EngineGround {
    /// An engine on the same memory, with the same plugins and log; the first one may be dead.
    ///
    /// - Parameters:
    ///   - opening: What it does with runs that were under way.
    ///   - options: How it treats runs.
    ///   - plugins: Other plugins than those of the ground.
    func reopen(_ opening: Opening = .resume, options: EngineOptions = EngineOptions(), plugins: [any Plugin]? = nil) async throws -> Engine {
        try await Engine(
            storage: memory, plugins: PluginRegistry(plugins ?? [action, check]), opening: opening, options: options,
            environment: .simulated(executor))
    }

    /// Ends the first engine as a crash does: nothing that it does reaches the memory any more, and its leases end in time.
    ///
    /// - Parameter away: How long nobody drives its runs; longer than a lease.
    func crash(for away: Duration = .seconds(60)) async throws {
        storage.failForGood(nil, from: 1)
        // Its calls end with it.
        try? await engine.shutdown(within: .zero)
        try await pass(away)
    }
}
