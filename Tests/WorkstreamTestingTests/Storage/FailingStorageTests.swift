import Foundation
import Testing
import Workstream
import WorkstreamTesting

@Suite("FailingStorage", .timeLimit(.minutes(15)))
struct FailingStorageTests {
    private let run = RunID(UUID(uuid: (7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
    private let owner = Owner(engine: UUID(uuid: (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), process: 1, host: "here", started: time)
    private let storage = FailingStorage(MemoryStorage(now: { Self.time }))
    private static let time = Timestamp(nanoseconds: 1)

    /// Creates a run and acquires it.
    private func prepare() async throws -> Lease {
        try await storage.open(.readWrite)
        let plan = Plan(name: "p", blocks: []).numbered()
        let event = Event(number: 1, time: Self.time, node: 0, kind: .submitted(.init(seed: 1, digest: "")))
        let head = RunHead(id: run, plan: "p", submitted: Self.time)
        #expect(try await storage.create(NewRun(id: run, plan: StoredPlan(plan), event: event, head: head)) == .created)
        return try await storage.acquire(run, for: owner, lasting: .seconds(10))
    }

    private func batch(_ number: Int) -> Batch {
        let event = Event(number: number, time: Self.time, node: 0, kind: .began)
        return Batch(run: run, events: [event], head: RunHead(id: run, plan: "p", lastNumber: number, submitted: Self.time))
    }

    private func stored() async throws -> Int {
        try await storage.events(of: run, after: 0, limit: 100).count
    }

    @Test("it works like the other storage until it is told otherwise")
    func working() async throws {
        let lease = try await prepare()
        try await storage.append(batch(2), as: lease)
        #expect(try await stored() == 2)
        #expect(storage.durability == .memory)
        #expect(try await storage.heads(matching: .all, after: nil, limit: 10).items.map(\.lastNumber) == [2])
        #expect(storage.calls(of: .append) == 1)
        #expect(storage.calls() == 6)
    }

    @Test("the n-th append throws and stores nothing, and the next one works")
    func failing() async throws {
        let lease = try await prepare()
        storage.fail(.append, call: 2)
        try await storage.append(batch(2), as: lease)
        await #expect(throws: StorageError(.io, "", run: run)) { try await storage.append(batch(3), as: lease) }
        #expect(try await stored() == 2)
        try await storage.append(batch(3), as: lease)
        #expect(try await stored() == 3)
    }

    @Test("an append can throw although its batch is stored")
    func keeping() async throws {
        let lease = try await prepare()
        storage.fail(.append, call: 1, keeping: true, with: StorageError(.full, "no room", run: run))
        await #expect(throws: StorageError(.full, "", run: run)) { try await storage.append(batch(2), as: lease) }
        #expect(try await stored() == 2)
        await #expect(throws: StorageError(.conflict, "", run: run)) { try await storage.append(batch(2), as: lease) }
    }

    @Test("calls fail as often as was asked, for good, or until the storage is healed")
    func counting() async throws {
        let lease = try await prepare()
        storage.fail(.renew, call: 1, times: 2)
        for _ in 0..<2 { await #expect(throws: StorageError.self) { try await storage.renew([lease], lasting: .seconds(1)) } }
        #expect(try await storage.renew([lease], lasting: .seconds(1)).count == 1)
        storage.failForGood(nil, from: storage.calls() + 2)
        #expect(try await stored() == 1)
        for _ in 0..<20 { await #expect(throws: StorageError.self) { try await stored() } }
        await #expect(throws: StorageError.self) { try await storage.close() }
        storage.heal()
        #expect(try await stored() == 1)
    }

    @Test("a call can be held until the test lets it go")
    func holding() throws {
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        let latch = Latch()
        storage.hold(.append, call: 1, until: latch)
        let counts = try executor.run {
            let lease = try await prepare()
            async let appended: Void = storage.append(batch(2), as: lease)
            executor.clock.schedule(at: executor.clock.now.advanced(by: .seconds(5))) { latch.open() }
            try await executor.clock.sleep(for: .seconds(3))
            let before = try await stored()
            try await appended
            return [before, try await stored()]
        }
        #expect(counts == [1, 2])
        #expect(executor.now - start == .seconds(5))
    }

    @Test("every call of an operation can take its time, until the storage is healed")
    func slow() throws {
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        try executor.run {
            storage.slow(.append) { await executor.clock.sleepIgnoringCancellation(for: .seconds(5)) }
            let lease = try await prepare()
            for number in 2...3 { try await storage.append(batch(number), as: lease) }
            #expect(executor.now - start == .seconds(10))
            storage.heal()
            try await storage.append(batch(4), as: lease)
            #expect(try await stored() == 4)
        }
        #expect(executor.now - start == .seconds(10))
    }

    @Test("every operation can fail")
    func operations() async throws {
        let lease = try await prepare()
        for operation in FailingStorage.Operation.allCases { storage.failForGood(operation, from: 1) }
        let calls: [(FailingStorage.Operation, () async throws -> Void)] = [
            (.open, { try await storage.open(.readWrite) }),
            (.append, { try await storage.append(batch(2), as: lease) }),
            (.definition, { _ = try await storage.definition(of: run) }),
            (.events, { _ = try await stored() }),
            (.heads, { _ = try await storage.heads(matching: .all, after: nil, limit: 1) }),
            (.checkpoint, { _ = try await storage.checkpoint(of: run) }),
            (.putCheckpoint, { try await storage.put(Checkpoint(run: run, number: 1, version: 1, bytes: []), as: lease) }),
            (.acquire, { _ = try await storage.acquire(run, for: owner, lasting: .seconds(1)) }),
            (.renew, { _ = try await storage.renew([lease], lasting: .seconds(1)) }),
            (.release, { try await storage.release([lease]) }),
            (.post, { try await storage.post(Message(.stop, from: "me"), to: run) }),
            (.messages, { _ = try await storage.messages(after: [run: 0]) }),
            (.output, { _ = try await storage.output(of: 1, attempt: 1, in: run) }),
            (.delete, { try await storage.delete(run) }),
            (.close, { try await storage.close() }),
        ]
        for (operation, call) in calls {
            let before = storage.calls(of: operation)
            let error = await #expect(throws: StorageError.self) { try await call() }
            #expect(error?.message.contains("\"\(operation)\" failed because the test asked for it") == true)
            #expect(storage.calls(of: operation) == before + 1)
        }
    }
}
