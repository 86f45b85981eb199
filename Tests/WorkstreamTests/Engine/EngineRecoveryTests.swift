import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Recovery of runs", .oneAtATime, .timeLimit(.minutes(15)))
struct EngineRecoveryTests {
    /// Two sequences at a time, checks around them, and something deferred.
    private static let plan = Plan.one(
        sequences: 3, [.act("a", retries: 1), .act("b")], concurrency: 2,
        checks: [
            Node.Checks(.pre, checks: [.look("p")]), Node.Checks(.continuous, checks: [.look("c")], interval: .seconds(3)),
            Node.Checks(.post, checks: [.look("q")]),
        ], deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])

    @Test(
        "S62 whenever an engine crashes, the next one takes its run up by itself, repeats what was under way, and brings it to its end",
        arguments: 0..<20)
    func everyMoment(second: Int) throws {
        try EngineGround.play(seeds: 0..<4) { ground in
            ground.action.behave(.take(.seconds(3)))
            ground.check.behave(.take(.seconds(1)))
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            try await ground.pass(.milliseconds(second * 1_000 + 500))
            let before = try await ground.memoryRun(id)
            try await ground.crash()
            let next = try await ground.reopen()
            let recovery = await next.recovery
            guard !before.status.isFinal else {
                #expect(recovery.runs.isEmpty)
                return
            }
            let fate = try #require(recovery[id]?.fate)
            guard case .resumed = fate else {
                Issue.record("\(recovery)")
                return
            }
            let run = try await next.wait(for: id)
            #expect(run.status == .completed)
            #expect(run.failures.isEmpty)
            #expect(run.nodes.allSatisfy { $0.kind != .action || $0.state.attempts.count <= 1 })
            #expect(ground.log.overlaps.isEmpty)
            // What had an outcome is not done again.
            for node in before.nodes where node.kind == .action && node.state.status == .completed && node.parent?.kind != .checks {
                #expect(ground.log.calls(of: node.path).count == 1)
            }
            try await next.shutdown()
        }
    }

    @Test("S44 an engine that is opened with hold begins nothing until a run is released")
    func hold() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.underWay()
            try await ground.crash()
            let begun = ground.log.calls.count
            let next = try await ground.reopen(.hold)
            guard case .held(_, let faults) = await next.recovery[id]?.fate else {
                Issue.record("not held")
                return
            }
            #expect(faults.isEmpty)
            try await ground.pass(.seconds(500))
            #expect(ground.log.calls.count == begun)
            guard case .held = try await next.snapshot(of: id).attention else {
                Issue.record("does not say that it is held")
                return
            }
            try await next.release(id)
            #expect(try await next.wait(for: id).status == .completed)
        }
    }

    @Test("S44 an engine that is opened with none leaves runs alone until each is asked for, and a run that did not start is no matter of recovery")
    func none() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.underWay()
            let unstarted = try await ground.engine.submit(.one())
            try await ground.crash()
            let begun = ground.log.calls.count
            let next = try await ground.reopen(.none)
            #expect(await next.recovery.runs.isEmpty)
            try await ground.pass(.seconds(100))
            #expect(ground.log.calls.count == begun)
            #expect(try await ground.memoryHead(id)?.owner == nil)
            let error = await #expect(throws: EngineError.self) { try await next.pause(id, by: "alice") }
            #expect(error?.code == .notDriven)
            let recovered = try await next.recover(id)
            #expect(recovered.fate.isResumed)
            #expect(try await next.recover(id).fate.isResumed)
            #expect(try await next.wait(for: id).status == .completed)
            #expect(try await next.recover(id).fate.isFinished)
            let refusal = await #expect(throws: EngineError.self) { try await next.recover(unstarted) }
            #expect(refusal?.code == .notRunning)
            try await next.start(unstarted)
            #expect(try await next.wait(for: unstarted).status == .completed)
        }
    }

    @Test("S64 a run whose engine was away for longer than the limit comes up held, and renewals of the lease count as signs of life")
    func age() throws {
        let limits: [(Duration?, Duration, isHeld: Bool)] = [
            (.seconds(1_800), .seconds(1_750), false), (.seconds(1_800), .seconds(1_850), true), (nil, .seconds(100_000), false),
        ]
        for (limit, away, isHeld) in limits {
            try EngineGround.play(seeds: 0..<4) { ground in
                ground.action.behave(.sequence(.take(.seconds(5_000)), .respond), at: "B/1/a")
                let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
                try await ground.engine.start(id)
                // The last event is far back, the last renewal is not.
                try await ground.pass(.seconds(3_600))
                try await ground.crash(for: away)
                let next = try await ground.reopen(options: EngineOptions(recoveryLimit: limit))
                let fate = try #require(await next.recovery[id]?.fate)
                #expect(fate.isResumed == !isHeld)
                guard isHeld else { return #expect(try await next.wait(for: id).status == .completed) }
                #expect("\(fate)".contains("away for"))
                try await next.stop(id, by: "alice")
                #expect(try await next.wait(for: id).status == .stopped)
            }
        }
    }

    @Test("S65 a run that another engine drives is in the report with its owner, and can be taken up once it is free")
    func owned() throws {
        try EngineGround.play { ground in
            ground.action.behave(.sequence(.take(.seconds(40)), .respond), at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
            let start = ground.executor.now
            try await ground.engine.start(id)
            try await ground.pass(.seconds(1))
            let next = try await ground.reopen()
            guard case .owned(let owner?, let since) = await next.recovery[id]?.fate else {
                Issue.record("not owned")
                return
            }
            #expect(try await ground.memoryHead(id)?.owner == owner)
            #expect(since == start)
            try await ground.crash()
            #expect(try await next.recover(id).fate.isResumed)
            #expect(try await next.wait(for: id).status == .completed)
        }
    }

    @Test("S45 S33 an engine that closed in good order hands its runs over, and the next one goes on by itself at once")
    func handOver() throws {
        try EngineGround.play { ground in
            ground.action.behave(.sequence(.take(.seconds(100)), .respond), at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
            try await ground.engine.start(id)
            try await ground.engine.shutdown(within: .seconds(1))
            let next = try await ground.reopen()
            #expect(await next.recovery[id]?.fate.isResumed == true)
            let run = try await next.wait(for: id)
            #expect(run.status == .completed)
            let journal = try await ground.memoryJournal(id)
            let kinds = journal.map(\.kind).filter { [.handedOver, .recovered(.init())].contains($0) }
            #expect(kinds == [.handedOver, .recovered(.init())])
            // The repetition has the number and the token of the attempt that was cut off (S35).
            let calls = ground.log.calls(of: "B/1/a")
            #expect(calls.map(\.attempt) == [1, 1])
        }
    }

    @Test("S34 S70 an action that must not be repeated is unresolved after a crash, and waits for a decision with the next engine")
    func unresolved() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.take(.seconds(50)), at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
            try await ground.engine.start(id)
            try await ground.pass(.seconds(1))
            try await ground.crash()
            let next = try await ground.reopen()
            let run = try await next.wait(for: id, until: .needsAttention)
            #expect(run.unresolved.map(\.path) == ["B/1/a"])
            try await next.decide(id, "B/1/a", .completed, by: "alice")
            #expect(try await next.wait(for: id).status == .completed)
            #expect(ground.log.calls(of: "B/1/a").count == 1)
        }
    }

    @Test("S66 a run whose plugin is missing is held with all its faults, everything else goes on, and it goes on once the plugin is there")
    func poisoned() throws {
        let plugin = Moody()
        try EngineGround.play(seeds: 0..<5, also: [plugin]) { ground in
            ground.action.behave(.take(.seconds(5)))
            let poisoned = try await ground.engine.submit(
                .one([
                    .act("a"), Node.Action(name: "m", plugin: Moody.name, request: .object([:])),
                    Node.Action(name: "n", plugin: Moody.name, request: .object([:])),
                ]))
            try await ground.engine.start(poisoned)
            let sound = try await ground.underWay()
            try await ground.crash()
            plugin.isReady.withLock { $0 = false }
            let next = try await ground.reopen(plugins: [ground.action, ground.check, plugin])
            let recovery = await next.recovery
            guard case .held(_, let faults) = recovery[poisoned]?.fate else {
                Issue.record("\(recovery)")
                return
            }
            #expect(faults.count == 1 && faults[0].contains("\"moody\" is unavailable"))
            #expect(recovery.needingAttention.map(\.id) == [poisoned])
            let calls: [@Sendable () async throws -> Void] = [
                { try await next.start(poisoned) }, { try await next.stop(poisoned, by: "a") }, { try await next.pause(poisoned, by: "a") },
                { try await next.release(poisoned) }, { _ = try await next.wait(for: poisoned) },
            ]
            for call in calls {
                let error = await #expect(throws: EngineError.self) { try await call() }
                #expect(error?.code == .cannotRun)
                #expect(error?.faults == faults)
            }
            guard case .held = try await next.snapshot(of: poisoned).attention else {
                Issue.record("does not say that it is held")
                return
            }
            #expect(try await next.wait(for: sound).status == .completed)
            // Still not.
            guard case .held(_, faults) = try await next.recover(poisoned).fate else {
                Issue.record("taken up without its plugin")
                return
            }
            plugin.isReady.withLock { $0 = true }
            #expect(try await next.recover(poisoned).fate.isResumed)
            #expect(try await next.wait(for: poisoned).status == .completed)
        }
    }

    @Test("S66 what has run already needs no plugin any more, and no request that decodes")
    func spent() throws {
        let plugin = Moody()
        plugin.isReady.withLock { $0 = true }
        try EngineGround.play(seeds: 0..<5, also: [plugin]) { ground in
            ground.action.behave(.take(.seconds(50)))
            let id = try await ground.engine.submit(
                .one([Node.Action(name: "m", plugin: Moody.name, request: .object([:])), .act("a", timeout: nil)]))
            try await ground.engine.start(id)
            try await ground.pass(.seconds(5))
            try await ground.crash()
            let next = try await ground.reopen()
            #expect(await next.recovery[id]?.fate.isResumed == true)
            #expect(try await next.wait(for: id).status == .completed)
        }
    }

    @Test(
        "S66 S69 a run that cannot be read is held with that; where the storage only failed, it is tried again",
        arguments: [StorageError.Code.newerFormat, .damaged, .io])
    func unreadable(code: StorageError.Code) throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.underWay()
            try await ground.crash()
            let storage = FailingStorage(ground.memory)
            storage.fail(.events, call: 1, with: StorageError(code, "The journal says nothing."))
            let next = try await Engine(storage: storage, plugins: [ground.action, ground.check], environment: .simulated(ground.executor))
            switch await next.recovery[id]?.fate {
            case .held(_, let faults): #expect(code != .io && faults == ["The journal says nothing."])
            case .failed(let error as StorageError): #expect(code == .io && error.code == .io)
            case let fate: Issue.record("\(String(describing: fate))")
            }
            #expect(try await ground.memoryHead(id)?.owner == nil)
            #expect(try await next.run(.one()).status == .completed)
            #expect(try await next.recover(id).fate.isResumed)
            #expect(try await next.wait(for: id).status == .completed)
        }
    }

    @Test(
        "S72 no event of a run is before the one in front of it although the clock of the next engine is behind, and waits are no longer than they were"
    )
    func clockBehind() throws {
        try EngineGround.play { ground in
            ground.action.behave(.sequence(.fail, .respond), at: "B/1/a")
            let storage = ground.memory
            // The first engine's clock is a day ahead.
            var environment = Environment.simulated(ground.executor)
            environment.now = { ground.executor.now + .seconds(86_400) }
            let ahead = FailingStorage(storage)
            let first = try await Engine(
                storage: ahead, plugins: [ground.action, ground.check], opening: .none, environment: environment)
            var plan = Plan.one([.act("a", retries: 1)])
            plan.blocks[0].entranceDelay = .seconds(100)
            let id = try await first.submit(plan)
            try await first.start(id)
            try await ground.pass(.seconds(10))
            ahead.failForGood(nil, from: 1)
            try? await first.shutdown(within: .zero)
            try await ground.pass(.seconds(60))
            let next = try await ground.reopen()
            let start = ground.executor.now
            let run = try await next.wait(for: id)
            #expect(run.status == .completed)
            // What was left of the delay, and the wait before the second attempt.
            #expect(ground.executor.now - start <= .seconds(102))
            let journal = try await ground.memoryJournal(id)
            #expect(zip(journal, journal.dropFirst()).allSatisfy { $0.time <= $1.time })
        }
    }

    @Test("S13 S72 a delay that was under way in a crash is neither shortened nor repeated")
    func delay() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            var plan = Plan.one([.act("a")])
            plan.blocks[0].entranceDelay = .seconds(300)
            let id = try await ground.engine.submit(plan)
            let start = ground.executor.now
            try await ground.engine.start(id)
            try await ground.pass(.seconds(100))
            try await ground.crash()
            let next = try await ground.reopen()
            #expect(try await next.wait(for: id).status == .completed)
            #expect(ground.log.calls(of: "B/1/a").map { $0.start - start } == [.seconds(300)])
        }
    }
}

extension RecoveredRun.Fate {
    /// Whether the run goes on.
    var isResumed: Bool { if case .resumed = self { true } else { false } }
    /// Whether it had ended.
    var isFinished: Bool { if case .finished = self { true } else { false } }
}

extension EngineGround {
    /// The stored run, whatever the engine sees of the storage.
    func memoryRun(_ id: RunID) async throws -> Run { try await Run(reading: id, from: memory) }

    /// The stored events, whatever the engine sees of the storage.
    func memoryJournal(_ id: RunID) async throws -> [Event] { try await memory.events(of: id, after: 0, limit: .max).map { try $0.event() } }

    /// The head, whatever the engine sees of the storage.
    func memoryHead(_ id: RunID) async throws -> RunHead? {
        try await memory.heads(matching: RunQuery(ids: [id]), after: nil, limit: 1).items.first
    }

    /// A run whose first action is under way.
    fileprivate func underWay() async throws -> Run.ID {
        let id = try await engine.submit(.one())
        try await engine.start(id)
        try await pass(.seconds(1))
        return id
    }
}

/// A plugin that is ready only where a test says so.
private final class Moody: ActionPlugin {
    static let name = "moody"
    let retryPolicy = RetryPolicy.fast
    let isReady = Lock(true)

    func prepare() async throws {
        guard isReady.withLock({ $0 }) else { throw PluginError(.notFound, "There is no such tool.") }
    }

    func effect(of request: JSON) -> Effect { .idempotent }
    func execute(_ request: JSON, in context: PluginContext) async throws -> JSON { .object([:]) }
}
