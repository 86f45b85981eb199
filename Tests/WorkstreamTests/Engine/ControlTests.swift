import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Control of runs by people", .oneAtATime, .timeLimit(.minutes(15)))
struct ControlTests {
    @Test("S42 a stop ends the run this hard, and who stopped it is recorded", arguments: StopStrength.allCases)
    func stop(_ strength: StopStrength) throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let deferred = Node.Batch(name: "undo", condition: .always, actions: [.act("u")])
            let id = try await ground.engine.submit(.one(sequences: 2, deferred: [deferred]))
            try await ground.engine.start(id)
            try await ground.executor.clock.sleep(for: .seconds(5))
            try await ground.engine.stop(id, strength, by: "alice", because: "it is late")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .stopped)
            #expect(run.stop?.asked == .init(by: "alice", because: "it is late"))
            #expect(run["B/1/a"]?.state.status == (strength >= .cancel ? .stopped : .completed))
            #expect(run["B/1/b"]?.state.status == (strength == .finishSequences ? .completed : .notStarted))
            #expect(run["B/2"]?.state.status == .notStarted)
            #expect(run["B/undo"]?.state.status == (strength == .everything ? .skipped : .completed))
        }
    }

    @Test("S42 a run that has not started ends at once, and one that has ended tells its status")
    func stopUnstarted() throws {
        try EngineGround.play { ground in
            let id = try await ground.engine.submit(.one())
            async let waited = ground.engine.wait(for: id)
            try await ground.engine.stop(id, by: "alice")
            #expect(try await waited.status == .stopped)
            #expect(ground.log.calls.isEmpty)
            for strength in StopStrength.allCases {
                let error = await #expect(throws: EngineError.self) { try await ground.engine.stop(id, strength, by: "bob") }
                #expect(error?.code == .ended)
                #expect(error?.message.contains("stopped") == true)
            }
            await #expect(throws: EngineError.self) { try await ground.engine.start(id) }
        }
    }

    @Test("S43 a paused run begins nothing until it is resumed, and its deadlines stand still")
    func pause() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let id = try await ground.engine.submit(.one([.act("a", deadline: .seconds(15)), .act("b")]))
            try await ground.engine.start(id)
            try await ground.executor.clock.sleep(for: .seconds(5))
            try await ground.engine.pause(id, by: "alice", because: "lunch")
            let paused = try await ground.engine.wait(for: id, until: .needsAttention)
            #expect(paused.attention == .paused)
            let head = try await ground.engine.runs().items[0]
            #expect(head.attention == .paused)
            try await ground.executor.clock.sleep(for: .seconds(100))
            #expect(ground.log.paths == ["B/1/a"])
            try await ground.engine.resume(id, by: "alice")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
            #expect(ground.log.paths == ["B/1/a", "B/1/b"])
        }
    }

    @Test("S43 S25 the deadline of a call under way moves with the length of the pause")
    func deadlineOfCallMoves() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(40)), at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil, deadline: .seconds(15))]))
            try await ground.engine.start(id)
            try await ground.executor.clock.sleep(for: .seconds(5))
            try await ground.engine.pause(id, by: "alice")
            try await ground.executor.clock.sleep(for: .seconds(20))
            try await ground.engine.resume(id, by: "alice")
            let run = try await ground.engine.wait(for: id)
            #expect(run.reason?.code == .deadlineExceeded)
            // 15 seconds of its own, and 20 of the pause.
            #expect(ground.log.calls[0].end == ground.log.calls[0].start + .seconds(35))
        }
    }

    @Test("S44 a hold is shown and not stored, and ends with its release")
    func hold() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let id = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            let held = try await ground.engine.holdAll(because: "the storage is moved")
            #expect(held == [id])
            let run = try await ground.engine.wait(for: id, until: .needsAttention)
            #expect(run.attention == .held(reason: "the storage is moved"))
            try await ground.executor.clock.sleep(for: .seconds(100))
            #expect(ground.log.paths == ["B/1/a"])
            let reread = try await Run(reading: id, from: ground.storage)
            #expect(reread.attention == .none)
            // The outcome of the action was stored meanwhile, with a head that knows nothing of the hold.
            let head = try await ground.engine.runs().items[0]
            #expect(head.attention == .none)
            try await ground.engine.release(id)
            #expect(try await ground.engine.wait(for: id).status == .completed)
        }
    }

    @Test("S33 a plugin that can probe is asked what a call did that timed out", arguments: [true, false])
    func probe(_ happened: Bool) throws {
        let plugin = Probing(happened: happened)
        try EngineGround.play(also: [plugin]) { ground in
            let action = Node.Action(name: "a", plugin: Probing.name, request: .object([:]), timeout: .seconds(5), retries: 1)
            let run = try await ground.engine.run(.one([action]))
            #expect(run.status == (happened ? .completed : .failed))
            let response = try run["B/1/a"]?.action?.response(as: Probing.self)
            #expect(response == (happened ? "found" : nil))
            #expect(run["B/1/a"]?.state.attempts.count == (happened ? 1 : 2))
            #expect(run["B/1/a"]?.state.attempts.first?.cut == .timeout)
        }
    }

    @Test("S34 an unresolved action waits for a decision, which is recorded", arguments: [Decision.retry, .completed, .failed("it broke")])
    func decide(_ decision: Decision) throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.sequence(.hang, .respond), at: "B/1/a")
            var action = Node.Action.act("a", timeout: .seconds(5))
            action.onUnknownOutcome = .decide
            let id = try await ground.engine.submit(.one(sequences: 2, [action]))
            try await ground.engine.start(id)
            let doubtful = try await ground.engine.wait(for: id, until: .needsAttention)
            #expect(doubtful.attention == .needsDecision(count: 1))
            #expect(doubtful.unresolved.map(\.path) == ["B/1/a"])
            #expect(doubtful["B/1/a"]?.state.status == .running)
            #expect(doubtful["B/2"]?.state.status == .notStarted)
            let wrong = await #expect(throws: EngineError.self) { try await ground.engine.decide(id, "B/2/a", decision, by: "alice") }
            #expect(wrong?.code == .notUnresolved)
            try await ground.engine.decide(id, "B/1/a", decision, by: "alice", because: "looked")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == (decision == .failed("it broke") ? .failed : .completed))
            #expect(run["B/1/a"]?.state.attempts[0].decision?.asked == .init(by: "alice", because: "looked"))
            #expect(ground.log.calls(of: "B/1/a").count == (decision == .retry ? 2 : 1))
        }
    }

    @Test("S34 a decision whose response is none of the plugin's is refused")
    func unusableDecision() throws {
        try EngineGround.play(seeds: 0..<3, also: [Probing(happened: nil)]) { ground in
            let action = Node.Action(
                name: "a", plugin: Probing.name, request: .object([:]), timeout: .seconds(5), effect: .atMostOnce, onUnknownOutcome: .decide)
            let id = try await ground.engine.submit(.one([action]))
            try await ground.engine.start(id)
            _ = try await ground.engine.wait(for: id, until: .needsAttention)
            let error = await #expect(throws: EngineError.self) { try await ground.engine.decide(id, "B/1/a", .completed(5), by: "alice") }
            #expect(error?.code == .unusableDecision)
            try await ground.engine.decide(id, "B/1/a", .completed("seen"), by: "alice")
            #expect(try await ground.engine.wait(for: id).status == .completed)
        }
    }

    @Test("S34 S42 a stop ends a run that waits for a decision")
    func stopUnresolved() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.hang)
            var action = Node.Action.act("a", timeout: .seconds(5))
            action.onUnknownOutcome = .decide
            let id = try await ground.engine.submit(.one([action]))
            try await ground.engine.start(id)
            _ = try await ground.engine.wait(for: id, until: .needsAttention)
            try await ground.engine.stop(id, .finishSequences, by: "alice")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .stopped)
            #expect(run["B/1/a"]?.state.reason?.code == .outcomeUnknown)
        }
    }

    @Test("S48 a second submit of the same name and key gets the unfinished run, or an error, as asked")
    func key() throws {
        try EngineGround.play { ground in
            var plan = Plan.one()
            plan.key = "shop"
            let first = try await ground.engine.submit(plan)
            let second = try await ground.engine.submit(plan, whenKeyIsActive: .useExisting)
            #expect(first == second)
            let error = await #expect(throws: EngineError.self) { try await ground.engine.submit(plan) }
            #expect(error == EngineError(.keyActive, "", run: first))
            var other = plan
            other.key = "billing"
            #expect(try await ground.engine.submit(other) != first)
            try await ground.engine.start(first)
            _ = try await ground.engine.wait(for: first)
            let third = try await ground.engine.submit(plan)
            #expect(third != first)
        }
    }

    @Test("S49 a run under way is not deleted; one that has ended, or was never started, is")
    func delete() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let id = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            let error = await #expect(throws: EngineError.self) { try await ground.engine.delete(id) }
            #expect(error?.code == .unfinished)
            _ = try await ground.engine.wait(for: id)
            try await ground.engine.delete(id)
            await #expect(throws: StorageError.self) { try await ground.engine.snapshot(of: id) }
            let unstarted = try await ground.engine.submit(.one())
            async let waited = ground.engine.wait(for: unstarted)
            try await ground.engine.delete(unstarted)
            do {
                _ = try await waited
                Issue.record("a wait for a deleted run went on")
            } catch let error as EngineError {
                #expect(error.code == .deleted)
            } catch let error as StorageError {
                // The wait may have come only after the run was gone.
                #expect(error.code == .notFound)
            }
        }
    }

    @Test("S42–S44 what is asked of a run that is not under way is refused, and says why")
    func refusals() throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.engine.submit(.one())
            let engine = ground.engine
            let calls: [@Sendable () async throws -> Void] = [
                { try await engine.pause(id, by: "a") }, { try await engine.resume(id, by: "a") }, { try await engine.hold(id, because: "a") },
                { try await engine.release(id) }, { try await engine.decide(id, "B/1/a", .retry, by: "a") },
            ]
            for call in calls {
                let error = await #expect(throws: EngineError.self) { try await call() }
                #expect(error?.code == .notRunning)
            }
        }
    }
}

extension StopStrength {
    fileprivate static func >= (left: StopStrength, right: StopStrength) -> Bool { left.cut >= right.cut }
}

/// An action that hangs, and that can be asked whether it happened.
private struct Probing: ProbingPlugin {
    static let name = "probing"
    let retryPolicy = RetryPolicy.fast
    let happened: Bool?

    func effect(of request: JSON) -> Effect { .atMostOnce }

    func execute(_ request: JSON, in context: PluginContext) async throws -> String {
        try await Sleeper().sleep {}
        throw CancellationError()
    }

    func probe(_ request: JSON, in context: PluginContext) async throws -> Probe<String> {
        switch happened {
        case true?: .happened("found")
        case false?: .didNotHappen
        case nil: .unknown
        }
    }
}
