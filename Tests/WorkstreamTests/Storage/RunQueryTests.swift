import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.timeLimit(.minutes(1)))
struct RunQueryTests {
    @Test("some runs can be asked for by their ids, and nothing is found where none is named")
    func ids() async throws {
        let storage = MemoryStorage()
        try await storage.open(.readWrite)
        for number in 1...3 { _ = try await storage.create(.sample(number, at: number)) }
        for (ids, found) in [(Set([.sample(1), .sample(3)]), [3, 1]), ([], []), (nil, [3, 2, 1])] as [(Set<RunID>?, [Int])] {
            let page = try await storage.heads(matching: RunQuery(ids: ids), after: nil, limit: 10)
            #expect(page.items.map(\.id) == found.map { .sample($0) })
        }
    }

    @Test("S65 who is refused a run is told who holds it and since when")
    func holder() async throws {
        let storage = MemoryStorage()
        try await storage.open(.readWrite)
        _ = try await storage.create(.sample(1))
        let lease = try await storage.acquire(.sample(1), for: .sample(1), lasting: .seconds(30))
        let error = await #expect(throws: StorageError.self) { try await storage.acquire(.sample(1), for: .sample(2), lasting: .seconds(30)) }
        #expect(error?.holder == .sample(1))
        #expect(error?.heldSince == lease.acquired)
    }
}
