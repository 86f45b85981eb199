import Testing

@testable import Workstream

@Suite("MemoryStorage", .timeLimit(.minutes(5))) struct MemoryStorageTests {
    private func ground(open: Bool = true) async throws -> StorageGround {
        let clock = Lock(Timestamp(nanoseconds: 1_000_000_000))
        let storage = MemoryStorage(now: { clock.withLock { $0 } })
        if open { try await storage.open(.readWrite) }
        return StorageGround(storage: storage) { duration in clock.withLock { $0 = $0 + duration } }
    }

    @Test("it keeps every promise of a storage", arguments: StoragePromise.all)
    func promise(_ promise: StoragePromise) async throws {
        try await promise.check(try await ground())
    }

    @Test("before it is opened nothing can be read or kept")
    func unopened() async throws {
        let storage = try await ground(open: false).storage
        await StoragePromise.expect(.closed) { _ = try await storage.create(.sample(1)) }
        await StoragePromise.expect(.closed) { _ = try await storage.heads(matching: .all, after: nil, limit: 1) }
    }

    @Test("an observer reads and posts messages, and changes no run")
    func observer() async throws {
        let storage = try await ground().storage
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        try await storage.close()
        try await storage.open(.observer)
        #expect(try await storage.definition(of: run.id) == run.plan)
        try await storage.post(Message(.stop, from: "me"), to: run.id)
        await StoragePromise.expect(.closed) { _ = try await storage.create(.sample(2)) }
        await StoragePromise.expect(.closed) { _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(1)) }
        await StoragePromise.expect(.closed) { try await storage.delete(run.id) }
    }

    @Test("several engines may share it; it closes with the last of them and can be opened again, with all that it held")
    func sharing() async throws {
        let storage = try await ground().storage
        try await storage.open(.readWrite)
        try await storage.close()
        _ = try await storage.create(.sample(1))
        try await storage.close()
        await StoragePromise.expect(.closed) { _ = try await storage.create(.sample(2)) }
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
        let ground = try await ground()
        let run = NewRun.sample(1)
        let lease = try await ground.begin(run)
        let piece = Output.Piece(String(repeating: "x", count: MemoryStorage.outputLimit / 2 + 10))
        for _ in 1...3 { try await ground.storage.append(OutputChunk(run: run.id, node: 1, attempt: 1, piece: piece), as: lease) }
        let output = try #require(try await ground.storage.output(of: 1, attempt: 1, in: run.id))
        #expect(output.length == piece.text.utf8.count * 3)
        #expect(output.length - output.missing == MemoryStorage.outputLimit)
    }
}
