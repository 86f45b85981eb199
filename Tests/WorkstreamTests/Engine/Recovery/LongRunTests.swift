import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Runs that take days", .oneAtATime, .timeLimit(.minutes(10)))
struct LongRunTests {
    /// How long the run takes: `WORKSTREAM_DAYS`, or a day, which takes some seconds.
    private static let days = ProcessInfo.processInfo.environment["WORKSTREAM_DAYS"].flatMap(Int.init) ?? 1
    /// A watched action that takes longer than anybody waits for it here.
    private static let plan = Plan.one(
        [.act("a", timeout: nil), .act("b")],
        checks: [
            Node.Checks(.continuous, checks: [Node.Action(name: "c", plugin: "heartbeat", request: .object([:]))], interval: .seconds(1))
        ])

    @Test(
        "S7 a check of every second for days leaves an event a minute; the run is taken up, and its history is read through all segments from the first event"
    )
    func everySecond() async throws {
        let heartbeat = Heartbeat()
        let log = CallLog()
        let action = ScriptedAction("act", .take(.seconds(30 * 86_400)), log: log)
        let limits = SeededExecutor.Limits(virtualTime: .seconds((Self.days + 1) * 86_400), jobs: 100_000_000)
        let (run, events) = try withVirtualTime(seed: 1, limits: limits) { executor in
            let memory = MemoryStorage(now: { executor.now })
            let options = EngineOptions(leaseDuration: .seconds(1_800), messageInterval: .seconds(600))
            let engine = try await Engine(
                storage: memory, plugins: [action, heartbeat], options: options, environment: .simulated(executor))
            let id = try await engine.submit(Self.plan)
            try await engine.start(id)
            try await executor.clock.sleep(for: .seconds(Self.days * 86_400))
            // What comes after the crash is not of interest.
            let events = try await memory.events(of: id, after: 0, limit: .max).map { try $0.event() }
            let head = try #require(try await memory.heads(matching: .all, after: nil, limit: 1).items.first)
            return (NewRun(id: id, plan: try await memory.definition(of: id), event: events[0], head: head), events)
        }
        #expect(heartbeat.calls >= Self.days * 86_400)
        #expect(events.count <= Self.days * 24 * 60 + 20)
        let passed = events.reduce(0) { if case .continuousPassed(let passed) = $1.kind { $0 + passed.runs } else { $0 } }
        // All but the gate's run and the last minute.
        #expect(passed > heartbeat.calls - 65 && passed < heartbeat.calls)
        #expect(log.calls.count == 1)

        let ground = try FileGround()
        try await Self.write(run, events, into: ground.storage(SystemFiles(), Self.small))
        action.behave(.respond)
        let engine = try await Engine(
            storage: ground.storage(SystemFiles(), Self.small), plugins: [action, heartbeat], options: EngineOptions(recoveryLimit: nil))
        #expect(await engine.recovery[run.id]?.fate.isResumed == true)
        #expect(try await engine.wait(for: run.id).status == .completed)
        let history = try await engine.events(of: run.id).reduce(into: [Event]()) { $0.append($1) }
        #expect(history.prefix(events.count).elementsEqual(events))
        #expect(history.map(\.number) == Array(1...history.count))
        try await engine.shutdown()
        let segments = try SystemFiles().list(ground.path("runs/\(run.id)")).compactMap(RunFiles.first(ofSegment:)).sorted()
        #expect(segments.count > 10 && segments.first == 1)
    }

    private static func small(_ settings: inout JSONFileStorage.Settings) {
        settings.segmentLimit = 8 << 10
        settings.durability = .processCrash
    }

    /// Stores a run as an engine does that ends without a word, an event a batch.
    private static func write(_ run: NewRun, _ events: [Event], into storage: JSONFileStorage) async throws {
        try await storage.open(.readWrite)
        var (run, last) = (run, run.head)
        run.head = RunHead(id: run.id, plan: last.plan, submitted: last.submitted)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(1_000_000))
        for event in events.dropFirst() {
            last.lastNumber = event.number
            last.owner = nil
            try await storage.append(Batch(run: run.id, events: [event], head: last), as: lease)
        }
        try await storage.close()
    }
}

/// A check that passes, and counts.
private final class Heartbeat: CheckPlugin {
    static let name = "heartbeat"
    let retryPolicy = RetryPolicy.fast
    private let count = Lock(0)

    var calls: Int { count.withLock { $0 } }

    func execute(_ request: JSON, in context: PluginContext) async throws -> JSON {
        count.withLock { $0 += 1 }
        return .object([:])
    }
}
