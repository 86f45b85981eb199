import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Run from stored events") struct RunStoredTests {
    private func make() throws -> Run {
        var run = try Run(RunID.sample(1), of: StoredPlan(plan(sequence("s", "a")).numbered()))
        try run.apply(stored: [StoredEvent(event(1, 0, .submitted(.init(seed: 1, digest: "d"))))])
        return run
    }

    private func event(_ number: Int, _ node: Int, _ kind: Event.Kind) -> Event {
        Event(number: number, time: Timestamp(nanoseconds: Int64(number)), node: node, kind: kind)
    }

    @Test(
        "S68 what the engine cannot have written is damage, and no crash",
        arguments: [
            (3, 0, .began), (1, 0, .began), (2, 9, .began), (2, -1, .began), (2, 3, .began), (2, 0, .groupBegan(.init(run: 1))),
            (2, 1, .attemptBegan(.init(attempt: 1))), (2, 1, .submitted(.init(seed: 1, digest: ""))), (2, 3, .phaseBegan(.init(.body))),
            (2, 0, .failed(.init(reason: Failure(.failed, "x"), origin: 77))),
            (2, 0, .ended(.init(.failed, reason: Failure(.failed, "x"), origin: -2))),
        ] as [(Int, Int, Event.Kind)])
    func damage(number: Int, node: Int, kind: Event.Kind) throws {
        var run = try make()
        let error = #expect(throws: StorageError.self) { try run.apply(stored: [StoredEvent(event(number, node, kind))]) }
        #expect(error?.code == .damaged)
        #expect(error?.run == run.id)
        #expect(run.lastNumber == 1)
    }

    @Test("S69 an event of a newer version is refused, and what came before it is written down")
    func newer() throws {
        var run = try make()
        let newer = try JSON(parsing: #"{"n":3,"t":3,"is":"teleported"}"#).decode(StoredEvent.self)
        let error = #expect(throws: StorageError.self) { try run.apply(stored: [StoredEvent(event(2, 0, .began)), newer]) }
        #expect(error?.code == .newerFormat)
        #expect(run.lastNumber == 2)
        #expect(run.status == .running)
    }

    @Test("a run is read from a storage, whole, up to an event, and further")
    func reading() async throws {
        let storage = MemoryStorage(now: { Timestamp(nanoseconds: 0) })
        try await storage.open(.readWrite)
        let sample = NewRun.sample(1, plan(sequence("s", "a")))
        _ = try await storage.create(sample)
        let lease = try await storage.acquire(sample.id, for: .sample(1), lasting: .seconds(10))
        let events = (2...2501).map { event($0, 0, $0.isMultiple(of: 2) ? .began : .phaseBegan(.init(.body))) }
        try await storage.append(Batch.sample(sample, events), as: lease)
        var run = try await Run(reading: sample.id, from: storage, upTo: 1500)
        #expect(run.lastNumber == 1500)
        #expect(run.durability == .memory)
        try await run.follow(storage)
        #expect(run.lastNumber == 2501)
        #expect(run.plan == sample.plan.plan)
    }
}
