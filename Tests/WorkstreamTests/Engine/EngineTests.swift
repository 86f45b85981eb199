import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct EngineTests {
    @Test("S1 S3 S20 a plan runs to its end, its actions in order and its sequences side by side")
    func runs() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let run = try await ground.engine.run(.one(sequences: 4, concurrency: 2))
            #expect(run.status == .completed)
            #expect(run.nodes.filter { $0.kind == .action }.allSatisfy { $0.state.status == .completed })
            #expect(run.duration == .seconds(20))
            #expect(ground.log.largestConcurrency() == 2)
            #expect(ground.log.overlaps.isEmpty)
            #expect(ground.log.calls(of: "B/1/a")[0].end! <= ground.log.calls(of: "B/1/b")[0].start)
            try await ground.engine.shutdown()
        }
    }

    @Test("S40 submit stores and starts nothing, and the value can be submitted again")
    func submit() throws {
        try EngineGround.play { ground in
            let plan = Plan.one()
            let first = try await ground.engine.submit(plan)
            let second = try await ground.engine.submit(plan)
            #expect(first != second)
            #expect(plan.number == nil)
            let run = try await ground.engine.snapshot(of: first)
            #expect(run.status == .notStarted)
            #expect(run.plan.definition == plan)
            #expect(run.plan.blocks[0].sequences[0].actions[0].pluginVersion == 1)
            #expect(run.plan.blocks[0].sequences[0].actions[0].effect == .idempotent)
            #expect(ground.log.calls.isEmpty)
            let runs = try await ground.engine.runs().items.map(\.id)
            #expect(runs.contains(first) && runs.contains(second))
        }
    }

    @Test("S40 a plan with faults is refused whole, with every fault, and nothing is stored")
    func refuses() throws {
        try EngineGround.play(seeds: 0..<1) { ground in
            let plan = Plan.one([Node.Action(name: "", plugin: "none", request: .object([:])), .look("check"), .act("a", retries: -1)])
            let error = await #expect(throws: InvalidPlan.self) { try await ground.engine.submit(plan) }
            #expect(error?.faults.count == 4)
            let runs = try await ground.engine.runs().items
            #expect(runs.isEmpty)
        }
    }

    @Test("S41 starting a run twice does nothing, and starting one that has ended tells its status")
    func start() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.engine.submit(.one())
            async let first: Void = ground.engine.start(id)
            async let second: Void = ground.engine.start(id)
            _ = try await (first, second)
            try await ground.engine.start(id)
            #expect(try await ground.engine.wait(for: id).status == .completed)
            #expect(ground.log.calls.count == 2)
            let error = await #expect(throws: EngineError.self) { try await ground.engine.start(id) }
            #expect(error?.code == .ended)
            #expect(error?.message.contains("completed") == true)
        }
    }

    @Test("S41 a run that has ended is not started again, also while its lease is still being given back")
    func startEnded() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.storage.hold(.release, call: 1, until: latch)
            let id = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            let isEnd: @Sendable (Event) -> Bool = { event in if event.node == 0, case .ended = event.kind { true } else { false } }
            _ = try await ground.engine.events(of: id).first(where: isEnd)
            let error = await #expect(throws: EngineError.self) { try await ground.engine.start(id) }
            #expect(error?.code == .ended)
            latch.open()
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
        }
    }

    @Test("S41 a run that another engine submitted can be started, its requests decoded anew")
    func startsStored() throws {
        try EngineGround.play { ground in
            let id = try await ground.engine.submit(.one())
            let other = try await Engine(storage: ground.storage, plugins: [ground.action, ground.check], environment: .simulated(ground.executor))
            try await other.start(id)
            #expect(try await other.wait(for: id).status == .completed)
            await #expect(throws: EngineError.self) { try await ground.engine.start(id) }
        }
    }

    @Test("S65 a run that another engine drives cannot be started, and the error says who has it")
    func owned() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(500)), at: nil)
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            try await ground.engine.start(id)
            let other = try await Engine(storage: ground.storage, plugins: [ground.action, ground.check], environment: .simulated(ground.executor))
            let error = await #expect(throws: StorageError.self) { try await other.start(id) }
            #expect(error?.code == .owned)
            #expect(error?.holder != nil)
            let notDriven = await #expect(throws: EngineError.self) { try await other.wait(for: id) }
            #expect(notDriven?.code == .notDriven)
            // Leases are renewed all the while.
            #expect(try await ground.engine.wait(for: id).status == .completed)
        }
    }

    @Test("S41 S66 a stored run whose plugin is missing is not started, and every fault is told")
    func missingPlugin() throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.engine.submit(.one())
            let other = try await Engine(storage: ground.storage, plugins: [ground.check], environment: .simulated(ground.executor))
            let error = await #expect(throws: EngineError.self) { try await other.start(id) }
            #expect(error?.code == .cannotRun)
            #expect(error?.message.contains("\"act\"") == true)
            // Nobody has it now.
            try await ground.engine.start(id)
            #expect(try await ground.engine.wait(for: id).status == .completed)
        }
    }

    @Test("S46 a failed run is a result, with the first cause as its reason and all failures in order")
    func failedRun() throws {
        try EngineGround.play { ground in
            ground.action.behave(.failPermanently, at: "B/2/a")
            let run = try await ground.engine.run(.one(sequences: 3))
            #expect(run.status == .failed)
            #expect(run.reason?.path == "B/2/a")
            #expect(run.failures.map(\.path) == ["B/2/a"])
            #expect(run["B/3"]?.state.status == .notStarted)
        }
    }

    @Test("S46 waiting for a run that has not started waits, and cancelling the one who waits leaves the run alone")
    func wait() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.engine.submit(.one())
            let (engine, clock) = (ground.engine, ground.executor.clock)
            async let patient = engine.wait(for: id)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await #expect(throws: CancellationError.self) { try await engine.wait(for: id) } }
                try await clock.sleep(for: .seconds(1))
                try await engine.start(id)
                group.cancelAll()
                try await group.waitForAll()
            }
            #expect(try await patient.status == .completed)
            #expect(try await ground.engine.wait(for: id).status == .completed)
        }
    }

    @Test("S46 a wait for the end goes on while a person is needed, and one for that moment ends with it")
    func waitConditions() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            let engine = ground.engine
            async let patient = engine.wait(for: id)
            try await engine.pause(id, by: "somebody")
            #expect(try await engine.wait(for: id, until: .needsAttention).attention == .paused)
            try await ground.executor.clock.sleep(for: .seconds(60))
            try await engine.resume(id, by: "somebody")
            #expect(try await patient.status == .completed)
        }
    }

    @Test("S46 a wait for a run that does not exist says so")
    func unknownRun() throws {
        try EngineGround.play(seeds: 0..<1) { ground in
            let id = RunID("00000000-0000-4000-8000-000000000000")!
            for call in [{ _ = try await ground.engine.wait(for: id) }, { try await ground.engine.start(id) }] as [@Sendable () async throws -> Void]
            {
                let error = await #expect(throws: StorageError.self) { try await call() }
                #expect(error?.code == .notFound)
            }
        }
    }

    @Test("S22 tolerated failures leave the run completed, and stand on it")
    func tolerated() throws {
        try EngineGround.play { ground in
            ground.action.behave(.failPermanently, at: "B/2/a")
            let run = try await ground.engine.run(.one(sequences: 3, concurrency: 3, tolerated: .count(1)))
            #expect(run.status == .completed)
            #expect(run.reason == nil)
            #expect(run.failures.map(\.path) == ["B/2/a"])
        }
    }

    @Test("the faults of plugins and options are thrown all at once, and nothing is opened")
    func misconfigured() async throws {
        var options = EngineOptions()
        options.gracePeriod = .seconds(-1)
        options.leaseDuration = .zero
        let storage = FailingStorage(MemoryStorage())
        let error = await #expect(throws: EngineError.self) {
            _ = try await Engine(storage: storage, plugins: [ScriptedAction("act"), ScriptedAction("act"), ScriptedAction("")], options: options)
        }
        #expect(error?.code == .misconfigured)
        for word in ["Two plugins", "has the name \"\"", "gracePeriod", "leaseDuration"] { #expect(error?.message.contains(word) == true) }
        #expect(storage.calls(of: .open) == 0)
    }

    @Test("a plugin that cannot be made ready is unavailable, and the engine opens without it")
    func preparation() throws {
        struct Unready: ActionPlugin {
            static let name = "unready"
            let retryPolicy = RetryPolicy.fast
            let sleep: @Sendable () async throws -> Void
            func effect(of request: JSON) -> Effect { .idempotent }
            func prepare() async throws { try await sleep() }
            func execute(_ request: JSON, in context: PluginContext) async throws -> JSON { request }
        }
        let plugins: [any Plugin] = [
            NamedPlugin<Unready>.named("throws", Unready { throw PluginError(.notFound, "There is no such tool.") }),
            NamedPlugin<Unready>.named("hangs", Unready { try await Sleeper().sleep {} }),
        ]
        try EngineGround.play(seeds: 0..<3, also: plugins) { ground in
            #expect(Set(ground.engine.unavailablePlugins.keys) == ["throws", "hangs"])
            let run = try await ground.engine.run(.one())
            #expect(run.status == .completed)
            let action = Node.Action(name: "a", plugin: "throws", request: .object([:]))
            let error = await #expect(throws: EngineError.self) { try await ground.engine.submit(.one([action])) }
            #expect(error?.code == .cannotRun)
            #expect(error?.message.contains("There is no such tool.") == true)
        }
    }

    @Test("S40 S20 a plan of 100,000 actions is submitted and runs", .timeLimit(.minutes(15)))
    func large() async throws {
        let engine = try await Engine(storage: .memory, plugins: [Idle()])
        let actions = (0..<10).map { Node.Action(name: "a\($0)", plugin: Idle.name, request: .object([:])) }
        let run = try await engine.run(.one(sequences: 10_000, actions, concurrency: 100))
        #expect(run.status == .completed)
        #expect(run.blocks[0].sequences[9_999].actions[9].state.status == .completed)
        try await engine.shutdown()
    }
}

/// An action that does nothing.
private struct Idle: ActionPlugin {
    static let name = "idle"
    let retryPolicy = RetryPolicy.never
    func effect(of request: NoResponse) -> Effect { .idempotent }
    func execute(_ request: NoResponse, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}
