/// The journal of a run as its engine knows it, which tells when there is more.
final class DrivenJournal: FollowedJournal {
    private let engine: Engine
    private let run: RunID
    private let feed = Lock<RunFeed?>(nil)

    init(_ run: RunID, of engine: Engine) {
        self.run = run
        self.engine = engine
    }

    func events(after number: Int, limit: Int) async throws -> [StoredEvent] {
        try await engine.withStorage { try await $0.events(of: run, after: number, limit: limit) }
    }

    func waitForMore(beyond number: Int) async throws -> Bool {
        if let feed = feed.withLock({ $0 }) { return try await feed.wait(beyond: number) }
        let found = try await engine.watchedFeed(of: run)
        feed.withLock { $0 = found }
        return try await found.wait(beyond: number)
    }
}
