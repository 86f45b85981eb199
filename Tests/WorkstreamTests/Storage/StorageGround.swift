@testable import Workstream

/// What a promise of `Storage` is tried on: a storage that was just opened and is empty, and its clock.
struct StorageGround: Sendable {
    /// The storage.
    var storage: any Storage
    /// Lets time pass by the storage's clock, so that leases end.
    var pass: @Sendable (Duration) async throws -> Void

    /// Stores a run, and acquires it.
    func begin(_ run: NewRun = .sample(1), owner: Int = 1, lasting: Duration = .seconds(60)) async throws -> Lease {
        _ = try await storage.create(run)
        return try await storage.acquire(run.id, for: .sample(owner), lasting: lasting)
    }

    /// The numbers of the stored events of a run.
    func numbers(of run: NewRun) async throws -> [Int] {
        try await storage.events(of: run.id, after: 0, limit: .max).map(\.number)
    }

    /// The runs that a query lists, so many at a time.
    func list(_ query: RunQuery = .all, by limit: Int = 100) async throws -> [RunID] {
        var found: [RunID] = []
        var cursor: Cursor?
        repeat {
            let page = try await storage.heads(matching: query, after: cursor, limit: limit)
            found += page.items.map(\.id)
            cursor = page.next
        } while cursor != nil
        return found
    }

    /// The head of a run.
    func head(of run: NewRun) async throws -> RunHead? {
        try await storage.heads(matching: .all, after: nil, limit: 1000).items.first { $0.id == run.id }
    }
}
