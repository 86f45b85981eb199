import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("MemoryStorage", .timeLimit(.minutes(15))) struct MemoryStorageTests {
    /// A storage that is not open, with a clock that a test moves.
    private static func make() -> StorageUnderTest {
        let clock = Lock(Timestamp(nanoseconds: 1_000_000_000))
        return StorageUnderTest(MemoryStorage(now: { clock.withLock { $0 } }), advance: { duration in clock.withLock { $0 = $0 + duration } })
    }

    private func opened() async throws -> any Storage {
        let storage = Self.make().storage
        try await storage.open(.readWrite)
        return storage
    }

    private func expect(_ code: StorageError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ operation: () async throws -> Void) async {
        let error = await #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try await operation() }
        #expect(error?.code == code, sourceLocation: sourceLocation)
    }

    @Test("it keeps every promise of a storage whose runs go with it", arguments: StoragePromise.inOneProcess)
    func keeps(_ promise: StoragePromise) async throws {
        try await promise.check { Self.make() }
    }

    @Test("S65 who is refused a run is told who holds it and since when")
    func since() async throws {
        let storage = try await opened()
        _ = try await storage.create(.sample(1))
        let lease = try await storage.acquire(.sample(1), for: .sample(1), lasting: .seconds(1))
        let error = await #expect(throws: StorageError.self) { try await storage.acquire(.sample(1), for: .sample(2), lasting: .seconds(1)) }
        #expect(error?.message.contains("host-1\" since \(lease.acquired)") == true)
    }

    @Test("an observer reads and posts messages, and changes no run")
    func observer() async throws {
        let storage = try await opened()
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        try await storage.close()
        try await storage.open(.observer)
        #expect(try await storage.definition(of: run.id) == run.plan)
        try await storage.post(Message(.stop, from: "me"), to: run.id)
        await expect(.closed) { _ = try await storage.create(.sample(2)) }
        await expect(.closed) { _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(1)) }
        await expect(.closed) { try await storage.delete(run.id) }
    }

    @Test("several engines may share it; it closes with the last of them and can be opened again, with all that it held")
    func sharing() async throws {
        let storage = try await opened()
        try await storage.open(.readWrite)
        try await storage.close()
        _ = try await storage.create(.sample(1))
        try await storage.close()
        await expect(.closed) { _ = try await storage.create(.sample(2)) }
        try await storage.open(.readWrite)
        #expect(try await storage.definition(of: .sample(1)) == NewRun.sample(1).plan)
    }

    @Test("S60 it says that nothing survives the process, and can be named in short")
    func durability() {
        func name(_ storage: some Storage) -> Durability { storage.durability }
        #expect(name(.memory) == .memory)
    }

    @Test("S73 output above the limit is counted and not kept")
    func outputLimit() async throws {
        let storage = try await opened()
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(1))
        let piece = Output.Piece(String(repeating: "x", count: MemoryStorage.outputLimit / 2 + 10))
        for _ in 1...3 { try await storage.append(OutputChunk(run: run.id, node: 1, attempt: 1, piece: piece), as: lease) }
        let output = try #require(try await storage.output(of: 1, attempt: 1, in: run.id))
        #expect(output.length == piece.text.utf8.count * 3)
        #expect(output.length - output.missing == MemoryStorage.outputLimit)
    }
}
