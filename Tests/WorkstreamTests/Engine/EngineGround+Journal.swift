import Testing
import WorkstreamTesting

@testable import Workstream

/// What the storage has of a run, without asking the engine.
extension EngineGround {
    /// The stored events.
    func journal(of run: RunID) async throws -> [Event] {
        try await storage.events(of: run, after: 0, limit: .max).map { try $0.event() }
    }

    /// The run as it follows from the stored events.
    func stored(_ run: RunID) async throws -> Run {
        var result = try Run(run, of: try await storage.definition(of: run))
        for event in try await journal(of: run) { result.apply(event) }
        return result
    }

    /// Whether another engine could drive the run; it does not try to.
    func isFree(_ run: RunID) async throws -> Bool {
        try await storage.heads(matching: .all, after: nil, limit: .max).items.contains { $0.id == run && $0.owner == nil }
    }

    /// Waits in virtual time.
    func pass(_ duration: Duration) async throws {
        try await executor.clock.sleep(for: duration)
    }
}
