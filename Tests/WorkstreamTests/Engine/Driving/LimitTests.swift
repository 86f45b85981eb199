import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct LimitTests {
    @Test("S24 the waits between attempts are the retry policy's, never longer than its maximum, and none follows the last one")
    func waits() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.fail)
            let run = try await ground.engine.run(.one([.act("a", retries: 8)]))
            let starts = ground.log.calls.map(\.start)
            #expect(zip(starts, starts.dropFirst()).map { $1 - $0 } == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
            #expect(run.status == .failed)
            #expect(run.ended == starts.last)
            #expect(run.reason?.code == .failed)
            #expect(run["B/1/a"]?.state.attempts.map(\.number) == Array(1...9))
        }
    }

    @Test("S24 S27 the far side may ask for a longer wait, though not beyond the maximum", arguments: [(0.1, 1), (10, 10), (1000, 60)])
    func retryAfter(asked: Double, waited: Int) throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.fail(times: 1, with: PluginError(.failed, "Busy.", retryAfter: .seconds(asked))))
            let run = try await ground.engine.run(.one([.act("a", retries: 1)]))
            #expect(run.status == .completed)
            #expect(run.duration == .seconds(waited))
        }
    }

    @Test("S27 a permanent error ends the action, whatever retries it has left")
    func permanent() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.failPermanently)
            let run = try await ground.engine.run(.one([.act("a", retries: 5)]))
            #expect(run.status == .failed)
            #expect(ground.log.calls.count == 1)
        }
    }

    @Test("S33 an error that the plugin threw by itself is an outcome, so that an action which must not happen twice is tried again")
    func thrown() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.fail(times: 2))
            let run = try await ground.engine.run(.one([.act("a", retries: 2)]))
            #expect(run.status == .completed)
            #expect(ground.log.calls.count == 3)
        }
    }

    @Test("S25 a timeout counts from the call, and not from the stored intent")
    func slowIntent() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.take(.seconds(25)))
            ground.storage.hold(.append, call: 1, until: latch)
            let clock = ground.executor.clock
            clock.schedule(at: clock.now.advanced(by: .seconds(29))) { latch.open() }
            let run = try await ground.engine.run(.one([.act("a")]))
            #expect(run.status == .completed)
            #expect(ground.log.calls.count == 1)
            #expect(run.duration == .seconds(54))
        }
    }

    @Test("S25 S33 an outcome that is slow to be stored is no timeout", arguments: [true, false])
    func slowOutcome(succeeds: Bool) throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.take(.seconds(25), then: succeeds ? .respond : .fail))
            ground.storage.hold(.append, call: 2, until: latch)
            let clock = ground.executor.clock
            clock.schedule(at: clock.now.advanced(by: .seconds(40))) { latch.open() }
            let run = try await ground.engine.run(.one([.act("a", deadline: .seconds(35))]))
            #expect(run.status == (succeeds ? .completed : .failed))
            #expect(run.reason?.code == (succeeds ? nil : .failed))
            #expect(run["B/1/a"]?.state.attempts.first?.ended == ground.log.calls[0].end)
        }
    }

    @Test("S25 an action without a timeout takes as long as it takes")
    func unlimited() throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            ground.action.behave(.take(.seconds(86_400)))
            let run = try await ground.engine.run(.one([.act("a", timeout: nil)]))
            #expect(run.status == .completed)
            #expect(run.duration == .seconds(86_400))
        }
    }

    @Test("S26 S33 a call that obeys its cancellation at the timeout is followed by the next attempt, which uses up a retry")
    func timeouts() throws {
        try EngineGround.play { ground in
            ground.action.behave(.hang)
            let run = try await ground.engine.run(.one([.act("a", retries: 2, timeout: .seconds(10))]))
            let start = try #require(run.started)
            #expect(ground.log.calls.map { $0.start - start } == [.seconds(0), .seconds(11), .seconds(23)])
            #expect(ground.log.calls.compactMap(\.end).map { $0 - start } == [.seconds(10), .seconds(21), .seconds(33)])
            #expect(run.status == .failed)
            #expect(run.duration == .seconds(33))
            #expect(run.reason?.code == .timeout)
            let attempts = try #require(run["B/1/a"]?.state.attempts)
            #expect(attempts.map(\.cut) == [.timeout, .timeout, .timeout])
            #expect(attempts.allSatisfy { $0.isOutcomeUnknown })
        }
    }

    @Test("S26 the grace period counts from the cancellation, and not from the decision that is being stored before it")
    func slowCut() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.storage.hold(.append, call: 2, until: latch)
            let clock = ground.executor.clock
            clock.schedule(at: clock.now.advanced(by: .seconds(50))) { latch.open() }
            ground.action.behave(.ignoreCancellation(for: .seconds(75), on: clock, then: .fail))
            let run = try await ground.engine.run(.one([.act("a", timeout: .seconds(10))]))
            #expect(run.reason?.code == .timeout)
            #expect(run.duration == .seconds(75))
        }
    }

    @Test("S33 an action that must not happen twice is not repeated after a timeout")
    func timeoutAtMostOnce() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.hang)
            let run = try await ground.engine.run(.one([.act("a", retries: 5, timeout: .seconds(10))]))
            #expect(ground.log.calls.count == 1)
            #expect(run.reason?.code == .timeout)
            #expect(run.reason?.failure.isOutcomeUnknown == true)
        }
    }

    @Test("S27 where the engine ended the last attempt, the plugin's own last error is the cause")
    func cause() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.sequence(.fail(PluginError(.notFound, "There is no host.")), .hang))
            let run = try await ground.engine.run(.one([.act("a", retries: 1)]))
            #expect(run.reason?.code == .timeout)
            #expect(run.reason?.failure.cause?.code == .notFound)
        }
    }

    @Test("S26 the next attempt never begins while a call that is slow to obey runs on")
    func noOverlap() throws {
        try EngineGround.play { ground in
            let clock = ground.executor.clock
            ground.action.behave(.sequence(.ignoreCancellation(for: .seconds(25), on: clock, then: .fail), .respond))
            let run = try await ground.engine.run(.one([.act("a", retries: 1, timeout: .seconds(10))]))
            #expect(run.status == .completed)
            #expect(ground.log.overlaps.isEmpty)
            #expect(run.duration == .seconds(26))
            #expect(run["B/1/a"]?.state.attempts.first?.isOutcomeUnknown == true)
        }
    }

    @Test("S33 a response within the grace period is an outcome, although the call had been cancelled", arguments: [Effect.idempotent, .atMostOnce])
    func graciousResponse(effect: Effect) throws {
        try EngineGround.play(effect: effect) { ground in
            ground.action.behave(.ignoreCancellation(for: .seconds(39), on: ground.executor.clock, then: .respond(["n": 1] as JSON)))
            let run = try await ground.engine.run(.one([.act("a", retries: 1, timeout: .seconds(10))]))
            #expect(run.status == .completed)
            #expect(ground.log.calls.count == 1)
            #expect(run["B/1/a"]?.action?.response == .whole(Array(#"{"n":1}"#.utf8)))
            #expect(run.duration == .seconds(39))
        }
    }

    @Test("S26 a call that ignores its cancellation past the grace period is abandoned: its action fails, is not repeated, and no more waited for")
    func abandoned() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.ignoreCancellation(until: latch, then: .respond(["late": true] as JSON)), at: "B/1/a")
            ground.action.behave(.take(.seconds(15)))
            let clock = ground.executor.clock
            clock.schedule(at: clock.now.advanced(by: .seconds(100))) { latch.open() }
            let actions = (0..<10).map { Node.Action.act($0 == 0 ? "a" : "a\($0)", retries: 3, timeout: .seconds(30)) }
            let run = try await ground.engine.run(.one(sequences: 2, actions, concurrency: 2, tolerated: .count(1)))
            #expect(run.status == .completed)
            #expect(run.failures.map(\.path) == ["B/1/a"])
            #expect(run.failures.first?.code == .abandoned)
            #expect(run.failures.first?.failure.isOutcomeUnknown == true)
            #expect(run.failures.first.map { $0.time - run.started! } == .seconds(60))
            #expect(ground.log.calls(of: "B/1/a").count == 1)
            // What it answered at last is recorded, and changes nothing.
            let attempt = try #require(run["B/1/a"]?.state.attempts.first)
            #expect(attempt.lateAnswer == .success(.whole(Array(#"{"late":true}"#.utf8))))
            #expect(run["B/1/a"]?.state.status == .failed)
            let late = try await ground.journal(of: run.id).filter { if case .lateAnswer = $0.kind { true } else { false } }
            #expect(late.map { $0.time - run.started! } == [.seconds(100)])
        }
    }

    @Test("S26 what an abandoned call answers after the end of the run is dropped")
    func tooLate() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.ignoreCancellation(until: latch))
            let run = try await ground.engine.run(.one([.act("a")]))
            #expect(run.status == .failed)
            #expect(run.duration == .seconds(60))
            latch.open()
            try await ground.log.wait { $0.allSatisfy { $0.end != nil } }
            try await ground.pass(.seconds(10))
            #expect(try await ground.journal(of: run.id).count == run.lastNumber)
            #expect(try await ground.engine.wait(for: run.id).status == .failed)
        }
    }

    @Test("S25 a deadline bounds the whole action: what could not begin before it is not waited for")
    func deadlineBetween() throws {
        try EngineGround.play { ground in
            ground.action.behave(.fail)
            let run = try await ground.engine.run(.one([.act("a", retries: 10, deadline: .seconds(10))]))
            #expect(ground.log.calls.count == 4)
            #expect(run.duration == .seconds(7))
            #expect(run.reason?.code == .deadlineExceeded)
            #expect(run.reason?.failure.cause?.code == .failed)
        }
    }

    @Test("S25 a deadline cuts off the attempt under way, whose outcome is then unknown")
    func deadlineWithin() throws {
        try EngineGround.play { ground in
            ground.action.behave(.sequence(.take(.seconds(5), then: .fail), .hang))
            let run = try await ground.engine.run(.one([.act("a", retries: 10, deadline: .seconds(10))]))
            #expect(ground.log.calls.count == 2)
            #expect(run.duration == .seconds(10))
            #expect(run.reason?.code == .deadlineExceeded)
            #expect(run.reason?.failure.isOutcomeUnknown == true)
            #expect(run["B/1/a"]?.state.attempts.map(\.cut) == [.none, .deadline])
        }
    }

    @Test("S25 a deadline that passes while the intent is being stored ends the action before its call")
    func deadlineBefore() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.storage.hold(.append, call: 1, until: latch)
            let clock = ground.executor.clock
            clock.schedule(at: clock.now.advanced(by: .seconds(20))) { latch.open() }
            ground.action.behave(.take(.seconds(5)))
            let run = try await ground.engine.run(.one([.act("a", retries: 10, deadline: .seconds(10))]))
            #expect(run.status == .failed)
            #expect(run.reason?.code == .deadlineExceeded)
            #expect(run.duration == .seconds(20))
            #expect(ground.log.calls.allSatisfy { $0.end == $0.start })
        }
    }

    @Test("S25 what a plugin is told about its deadline is when it will be cut off")
    func toldDeadline() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let told = Lock<[Duration?]>([])
            ground.action.behave(
                .perform { call in
                    told.withLock { $0.append(call.context.deadline.map { $0 - call.context.now }) }
                    throw PluginError(.failed, "Again.")
                })
            _ = try await ground.engine.run(.one([.act("a", retries: 3, timeout: .seconds(6), deadline: .seconds(9))]))
            _ = try await ground.engine.run(.one([.act("a", timeout: nil)]))
            #expect(told.withLock { $0 } == [.seconds(6), .seconds(6), .seconds(6), .seconds(2), nil])
        }
    }

    @Test("S12 S33 a failure policy that cancels cuts off what is under way; a response within the grace period still counts")
    func policy() throws {
        try EngineGround.play { ground in
            let clock = ground.executor.clock
            ground.action.behave(.take(.seconds(5), then: .failPermanently), at: "B/1/a")
            ground.action.behave(.hang, at: "B/2/a")
            ground.action.behave(.ignoreCancellation(for: .seconds(15), on: clock), at: "B/3/a")
            ground.action.behave(.fail, at: "B/4/a")
            var plan = Plan.one(sequences: 5, [.act("a", retries: 9), .act("b")], concurrency: 4)
            plan.blocks[0].failurePolicy = .cancel
            let run = try await ground.engine.run(plan)
            #expect(run.status == .failed)
            #expect(run.failures.map(\.path) == ["B/1/a"])
            #expect(run["B/2/a"]?.state.status == .stopped)
            #expect(run["B/2/a"]?.state.reason?.code == .cancelled)
            #expect(run["B/3/a"]?.state.status == .completed)
            #expect(run["B/3/b"]?.state.status == .notStarted)
            #expect(run["B/4/a"]?.state.status == .stopped)
            #expect(run["B/4/a"]?.state.reason?.code == .failed)
            #expect(run["B/5/a"]?.state.status == .notStarted)
            #expect(run.duration == .seconds(15))
        }
    }

    @Test("S6 S26 a check that hangs is cut off at its timeout, is tried again, and then fails its group")
    func checks() throws {
        try EngineGround.play { ground in
            ground.check.behave(.hang)
            let run = try await ground.engine.run(
                .one(checks: [Node.Checks(.pre, checks: [.look("p", retries: 1, timeout: .seconds(10)), .look("q", timeout: .seconds(3))])]))
            #expect(run.status == .failed)
            #expect(run.duration == .seconds(21))
            #expect(ground.log.calls.count == 3)
            #expect(run.failures.allSatisfy { $0.code == .timeout })
        }
    }

    @Test("S26 a check that ignores its cancellation is abandoned, and the run goes on without it")
    func abandonedCheck() throws {
        try EngineGround.play { ground in
            let never = Latch()
            ground.check.behave(.ignoreCancellation(until: never))
            let run = try await ground.engine.run(
                .one(
                    checks: [Node.Checks(.continuous, checks: [.look("c", timeout: .seconds(5))])],
                    deferred: [
                        Node.Batch(name: "D", condition: .anyFailure, actions: [.act("d")])
                    ]))
            #expect(run.status == .failed)
            #expect(run.duration == .seconds(35))
            #expect(ground.log.paths.contains("B/D/d"))
        }
    }
}
