import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Runs whose storage fails at some call", .oneAtATime, .timeLimit(.minutes(15)))
struct StorageFaultWalkTests {
    /// How the storage fails.
    enum Failing: CaseIterable {
        /// One call does nothing and throws.
        case once
        /// One call does what it should, and throws.
        case keeping
        /// From a call on every one throws, until somebody mends the storage.
        case forGood
    }

    @Test(
        "S67 whichever call of the storage fails, whoever waits is told, and the run comes to its end in the same process",
        arguments: Failing.allCases,
        [Effect.idempotent, .atMostOnce])
    func everyCall(failing: Failing, effect: Effect) throws {
        for seed in UInt64(0)..<2 {
            let calls = try FaultyLife.live(seed: seed, effect: effect) { _ in }.calls
            #expect(calls > 20)
            for call in 1...calls {
                let story: Comment = "call \(call) of seed \(seed)"
                var ended: FaultyLife?
                #expect(throws: Never.self, story) {
                    ended = try FaultyLife.live(seed: seed, effect: effect) { storage in
                        switch failing {
                        case .once: storage.fail(nil, call: call)
                        case .keeping: storage.fail(nil, call: call, keeping: true)
                        case .forGood: storage.failForGood(nil, from: call)
                        }
                    }
                }
                guard let life = ended else { continue }
                #expect(life.errors > 0 || failing != .forGood, story)
                #expect(life.errors <= 1 || failing == .forGood, story)
                // What this process knows need not be decided by people; where it lost its lease it does not know.
                #expect(life.decisions == 0 || failing == .forGood, story)
                #expect(life.run.status == .completed, story)
                #expect(life.journal.map(\.number) == Array(1...life.journal.count), story)
                #expect(life.log.overlaps.isEmpty, story)
                for path in FaultyLife.paths {
                    let calls = life.log.calls(of: path).count
                    if effect == .atMostOnce || failing != .forGood { #expect(calls <= 1, "\(path), \(story)") }
                    if effect == .idempotent || failing != .forGood { #expect(calls >= 1, "\(path), \(story)") }
                }
            }
        }
    }
}

/// The life of a run over a storage that fails: whoever is told of an error mends the storage, waits for a lease to end, and tries again.
private struct FaultyLife: Sendable {
    /// The actions.
    static let paths: [NodePath] = ["B/1/a", "B/1/b", "B/2/a", "B/2/b", "B/D/d"]

    /// The run at its end.
    var run: Run
    /// What is stored of it.
    var journal: [Event]
    /// Which calls were made.
    var log: CallLog
    /// How many errors there were.
    var errors: Int
    /// How many actions people had to decide about.
    var decisions: Int
    /// How many calls the storage had.
    var calls: Int

    private static let plan = Plan.one(
        sequences: 2, [.act("a"), .act("b")], concurrency: 2,
        checks: [Node.Checks(.pre, checks: [.look("p")]), Node.Checks(.continuous, checks: [.look("c")], interval: .seconds(3))],
        deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])

    static func live(seed: UInt64, effect: Effect, _ prepare: @escaping @Sendable (FailingStorage) -> Void) throws -> FaultyLife {
        try withVirtualTime(seed: seed, limits: .init(virtualTime: .seconds(3_600), jobs: 100_000)) { executor in
            let log = CallLog()
            let action = ScriptedAction("act", .take(.seconds(5)), effect: effect, log: log)
            let check = ScriptedCheck("look", .take(.seconds(1)), log: log)
            let memory = MemoryStorage(now: { executor.now })
            let storage = FailingStorage(memory)
            prepare(storage)
            let trouble = Trouble(storage: storage, executor: executor)

            let engine = try await trouble.overcome {
                try await Engine(
                    storage: storage, plugins: [action, check], options: EngineOptions(messageInterval: .seconds(4)),
                    environment: .simulated(executor))
            }
            let id = try await trouble.overcome { try await engine.submit(plan) }
            try await trouble.overcome { try await engine.start(id) }
            var decisions = 0
            var run = try await trouble.overcome({ try await engine.wait(for: id, until: .needsAttention) }) { _ = try await engine.recover(id) }
            while !run.status.isFinal {
                if run.attention == .storageFault { _ = try await engine.recover(id) }
                for node in run.unresolved {
                    decisions += 1
                    try await trouble.overcome { try await engine.decide(id, node.path, .completed, by: "alice") }
                }
                run = try await trouble.overcome({ try await engine.wait(for: id, until: .needsAttention) }) { _ = try await engine.recover(id) }
            }
            let calls = storage.calls()
            try await trouble.overcome { try await engine.shutdown() }
            // Closed by its engine, perhaps twice over.
            try await memory.open(.observer)
            let journal = try await memory.events(of: id, after: 0, limit: .max).map { try $0.event() }
            return FaultyLife(
                run: run, journal: journal, log: log, errors: trouble.count.withLock { $0 }, decisions: decisions, calls: calls + 1)
        }
    }
}

/// What somebody does who is told of an error.
private struct Trouble: Sendable {
    let storage: FailingStorage
    let executor: SeededExecutor
    let count = Lock(0)

    /// Tries something, and once more where the storage failed.
    ///
    /// - Parameters:
    ///   - body: What.
    ///   - remedy: What is done before it is tried again.
    func overcome<Result: Sendable>(
        _ body: @Sendable () async throws -> Result, remedy: @Sendable () async throws -> Void = {}
    ) async throws -> Result {
        do { return try await body() } catch {
            #expect(error is EngineError || error is StorageError)
            count.withLock { $0 += 1 }
            storage.heal()
            try await executor.clock.sleep(for: .seconds(40))
            try await remedy()
            return try await body()
        }
    }
}
