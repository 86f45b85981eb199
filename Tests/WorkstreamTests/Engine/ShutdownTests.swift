import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct ShutdownTests {
    /// Every phase that a plan has, each call and delay taking 5 seconds; two attempts fail, so that waits for the next one occur too.
    private static let plan: Plan = {
        let all = { (name: String) in
            [
                Node.Checks(.bypass, checks: [.look("\(name) bypass")]), Node.Checks(.pre, checks: [.look("\(name) pre", retries: 1)]),
                Node.Checks(.continuous, checks: [.look("\(name) continuous")], interval: .seconds(3)),
                Node.Checks(.post, checks: [.look("\(name) post")]), Node.Checks(.deferred, checks: [.look("\(name) deferred")]),
            ]
        }
        var plan = Plan.one(
            sequences: 3, [.act("a", retries: 1), .act("b")], concurrency: 2, checks: all("block"),
            deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])
        plan.blocks[0].entranceDelay = .seconds(5)
        plan.blocks[0].exitDelay = .seconds(5)
        plan.checks = all("plan")
        plan.deferred = [Node.Batch(name: "E", condition: .always, actions: [.act("e")])]
        return plan
    }()

    private static func script(_ ground: EngineGround) {
        ground.action.behave(.take(.seconds(5)))
        ground.action.behave(.fail(times: 1, then: .take(.seconds(5))), at: "B/1/a")
        ground.check.behave(.take(.seconds(5)))
        for name in ["plan", "block"] {
            let path: NodePath = name == "plan" ? "bypass-checks/plan bypass" : "B/bypass-checks/block bypass"
            ground.check.behave(.take(.seconds(5), then: .sayNo()), at: path)
        }
        ground.check.behave(.fail(times: 1, then: .take(.seconds(5))), at: "pre-checks/plan pre")
    }

    /// Shuts the engine down, and tells how long that took; the storage stays open for looking.
    private func shutDown(_ ground: EngineGround, within limit: Duration = .seconds(30)) async throws -> Duration {
        try await ground.storage.open(.readWrite)
        let start = ground.executor.now
        try await ground.engine.shutdown(within: limit)
        #expect(ground.storage.calls(of: .close) == 1)
        return ground.executor.now - start
    }

    @Test("S45 an engine that is shut down answers everything with that, and shutting it down again is no error")
    func closed() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await ground.engine.submit(.one())
            #expect(try await shutDown(ground) == .zero)
            let engine = ground.engine
            let calls: [@Sendable () async throws -> Void] = [
                { _ = try await engine.submit(.one()) }, { try await engine.start(id) }, { _ = try await engine.run(.one()) },
                { _ = try await engine.wait(for: id) }, { _ = try await engine.snapshot(of: id) }, { _ = try await engine.runs() },
                { for try await _ in engine.events(of: id) {} }, { for try await _ in engine.statuses(of: id, every: .seconds(1)) {} },
                { _ = try await engine.output(of: id, at: "B/1/a") },
            ]
            for (index, call) in calls.enumerated() {
                let error = await #expect(throws: EngineError.self, "call \(index)") { try await call() }
                #expect(error?.code == .closed, "call \(index)")
            }
            for await _ in await engine.output(of: id) {}
            try await engine.shutdown()
            #expect(ground.storage.calls(of: .close) == 1)
        }
    }

    @Test("S45 calls may finish within the limit; what they answer is stored, nothing new begins, and the run can be had by another engine")
    func finishing() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)), at: "B/1/a")
            ground.action.behave(.take(.seconds(20), then: .fail), at: "B/2/a")
            let id = try await ground.engine.submit(.one(sequences: 3, [.act("a", retries: 1), .act("b")], concurrency: 2))
            try await ground.engine.start(id)
            #expect(try await shutDown(ground) == .seconds(20))
            #expect(ground.log.calls.count == 2)
            let run = try await ground.stored(id)
            #expect(run.status == .running)
            #expect(run["B/1/a"]?.state.status == .completed)
            #expect(run["B/2/a"]?.state.attempts.map(\.error?.code) == [.failed])
            #expect(run["B/2/a"]?.state.status == .running)
            #expect(try await ground.isFree(id))
            _ = try await ground.storage.acquire(id, for: .sample(2), lasting: .seconds(30))
        }
    }

    @Test("S45 a call that is not over at the limit is cancelled, and has no outcome in the journal")
    func cutOff() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(100)))
            let id = try await ground.engine.submit(.one([.act("a", retries: 3, timeout: nil)]))
            try await ground.engine.start(id)
            #expect(try await shutDown(ground, within: .seconds(30)) == .seconds(30))
            let run = try await ground.stored(id)
            #expect(run["B/1/a"]?.state.attempts.count == 1)
            #expect(run["B/1/a"]?.state.attempts.first?.outcome == nil)
            #expect(run["B/1/a"]?.state.attempts.first?.cut == Event.CutReason.none)
            #expect(run["B/1/a"]?.state.status == .running)
            #expect(try await ground.isFree(id))
        }
    }

    @Test("S45 S33 a call that still answers within the grace period has an outcome, and one that throws then has none", arguments: [true, false])
    func gracious(answers: Bool) throws {
        try EngineGround.play { ground in
            ground.action.behave(.ignoreCancellation(for: .seconds(40), on: ground.executor.clock, then: answers ? .respond : .fail))
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
            try await ground.engine.start(id)
            #expect(try await shutDown(ground, within: .seconds(20)) == .seconds(40))
            let run = try await ground.stored(id)
            #expect(run["B/1/a"]?.state.status == (answers ? .completed : .running))
            #expect(run["B/1/a"]?.state.attempts.map { $0.outcome != nil } == [answers])
            #expect(run["B/1/b"]?.state.status == .notStarted)
            #expect(try await ground.isFree(id))
        }
    }

    @Test("S45 a call that ignores its cancellation is given up after the grace period, and has no outcome")
    func abandoned() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.ignoreCancellation(until: latch))
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            try await ground.engine.start(id)
            #expect(try await shutDown(ground, within: .seconds(20)) == .seconds(50))
            let before = try await ground.journal(of: id)
            #expect(try await ground.stored(id)["B/1/a"]?.state.attempts.map(\.outcome) == [nil])
            #expect(try await ground.isFree(id))
            latch.open()
            try await ground.pass(.seconds(10))
            #expect(try await ground.journal(of: id) == before)
        }
    }

    @Test("S45 without a limit calls are cancelled at once")
    func hard() throws {
        try EngineGround.play { ground in
            ground.action.behave(.hang)
            let id = try await ground.engine.submit(.one(sequences: 5, concurrency: 5))
            try await ground.engine.start(id)
            try await ground.log.wait(forCalls: 5)
            #expect(try await shutDown(ground, within: .zero) == .zero)
            #expect(ground.log.calls.allSatisfy { $0.end != nil })
            #expect(try await ground.isFree(id))
        }
    }

    @Test("S45 a call that reaches its timeout during the shutdown is cut off by it, and what follows is stored and not begun")
    func timeout() throws {
        try EngineGround.play { ground in
            ground.action.behave(.hang)
            let id = try await ground.engine.submit(.one([.act("a", retries: 1, timeout: .seconds(10))]))
            try await ground.engine.start(id)
            #expect(try await shutDown(ground, within: .seconds(60)) == .seconds(10))
            let run = try await ground.stored(id)
            #expect(run["B/1/a"]?.state.attempts.map(\.error?.code) == [.timeout])
            #expect(run["B/1/a"]?.state.status == .running)
            #expect(ground.log.calls.count == 1)
        }
    }

    @Test("S45 in every phase of a run a shutdown ends in time, begins nothing, stores what it may, and gives the run back")
    func everyPhase() throws {
        let whole = try withVirtualTime(seed: 1) { executor in
            let ground = try await EngineGround(executor)
            Self.script(ground)
            let run = try await ground.engine.run(Self.plan)
            #expect(run.status == .completed)
            return run.duration ?? .zero
        }
        #expect(whole > .seconds(60))
        let wholeMilliseconds = Int(whole.components.seconds) * 1000
        for half in 0..<(wholeMilliseconds / 500) {
            for limit in [Duration.seconds(30), .seconds(1)] {
                try EngineGround.play(seeds: 0..<2) { ground in
                    Self.script(ground)
                    let id = try await ground.engine.submit(Self.plan)
                    try await ground.engine.start(id)
                    try await ground.pass(.milliseconds(500 * half))
                    let begun = ground.log.calls.count
                    #expect(try await shutDown(ground, within: limit) <= min(limit, .seconds(5)))
                    #expect(ground.log.calls.count == begun)
                    #expect(ground.log.calls.allSatisfy { $0.end != nil })
                    let run = try await ground.stored(id)
                    // The last calls may have ended it.
                    #expect(run.status == .running || (run.status == .completed && half * 500 > wholeMilliseconds - 6_000))
                    #expect(try await ground.isFree(id))
                    #expect(run.failures.isEmpty)
                    let calls = ground.storage.calls(of: .append)
                    try await ground.pass(.seconds(1000))
                    #expect(ground.storage.calls(of: .append) == calls)
                    #expect(ground.log.calls.count == begun)
                }
            }
        }
    }

    @Test("S45 those who wait and those who subscribe are told that the engine is closed")
    func waiters() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let id = try await ground.engine.submit(.one())
            let waiting = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            let codes = Lock<[EngineError.Code?]>([])
            let engine = ground.engine
            let calls: [@Sendable () async throws -> Void] = [
                { _ = try await engine.wait(for: id) }, { _ = try await engine.wait(for: waiting) },
                { for try await _ in engine.events(of: id) {} }, { for try await _ in engine.events(of: waiting) {} },
                { for try await _ in engine.statuses(of: id, every: .seconds(3)) {} },
                { for try await _ in engine.statuses(of: waiting, every: .seconds(100)) {} },
            ]
            let tasks = calls.map { call in
                ground.executor.spawn("call") {
                    do {
                        try await call()
                        codes.withLock { $0.append(nil) }
                    } catch {
                        #expect(error is EngineError)
                        codes.withLock { $0.append((error as? EngineError)?.code) }
                    }
                }
            }
            let shown = ground.executor.spawn("output") { for await _ in await engine.output(of: id) {} }
            try await ground.pass(.seconds(1))
            #expect(try await shutDown(ground) == .seconds(9))
            for task in tasks + [shown] { await task.value }
            #expect(codes.withLock { $0 } == Array(repeating: .closed, count: calls.count))
        }
    }

    @Test("S45 a second shutdown waits for the first, also when it is asked for in the middle")
    func twice() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let id = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            let ends = try await withThrowingTaskGroup(of: Timestamp.self) { group in
                for second in [0, 0, 3, 9] {
                    group.addTask {
                        try await ground.pass(.seconds(second))
                        try await ground.engine.shutdown()
                        return ground.executor.now
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(ends).count == 1)
            #expect(ground.storage.calls(of: .close) == 1)
            #expect(ground.log.calls.count == 1)
        }
    }

    @Test(
        "S45 a second shutdown brings the limit of the first forward, and never back", arguments: [(0, 3), (4, 7), (60, 20)] as [(Int64, Int64)])
    func hastened(limit: Int64, end: Int64) throws {
        try EngineGround.play { ground in
            ground.action.behave(.hang)
            let id = try await ground.engine.submit(.one(sequences: 2, [.act("a", retries: 1, timeout: nil)], concurrency: 2))
            try await ground.engine.start(id)
            let second = ground.executor.spawn("second") {
                await #expect(throws: Never.self) {
                    try await ground.pass(.seconds(3))
                    try await ground.engine.shutdown(within: .seconds(limit))
                }
                #expect(ground.storage.calls(of: .close) == 1)
            }
            #expect(try await shutDown(ground, within: .seconds(20)) == .seconds(end))
            await second.value
            #expect(ground.log.calls.count == 2)
            #expect(try await ground.isFree(id))
        }
    }

    @Test("S45 a second shutdown ends the limit also for a run that was being started when the first began")
    func hastenedStart() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.hang)
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            ground.storage.hold(.append, call: 1, until: latch)
            let start = ground.executor.spawn("start") { try? await ground.engine.start(id) }
            try await ground.pass(.seconds(1))
            let second = ground.executor.spawn("second") {
                try? await ground.pass(.seconds(1))
                try? await ground.engine.shutdown(within: .zero)
            }
            let opening = ground.executor.spawn("opening") {
                try? await ground.pass(.seconds(5))
                latch.open()
            }
            #expect(try await shutDown(ground, within: .seconds(20)) == .seconds(5))
            for task in [start, second, opening] { await task.value }
            #expect(ground.log.calls.allSatisfy { $0.end != nil })
            #expect(try await ground.isFree(id))
        }
    }

    @Test("S45 while it is under way, nothing is submitted or started, and a run that finishes is finished")
    func meanwhile() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(10)))
            let (id, other) = (try await ground.engine.submit(.one([.act("a")])), try await ground.engine.submit(.one()))
            try await ground.engine.start(id)
            async let time = shutDown(ground)
            try await ground.pass(.seconds(1))
            for call in [{ try await ground.engine.start(other) }, { _ = try await ground.engine.submit(.one()) }]
                as [@Sendable () async throws -> Void]
            {
                let error = await #expect(throws: EngineError.self) { try await call() }
                #expect(error?.code == .closed)
            }
            #expect(try await time == .seconds(10))
            #expect(try await ground.stored(other).status == .notStarted)
            // The outcome of its only action also ended the run.
            #expect(try await ground.stored(id)["B/1/a"]?.state.status == .completed)
        }
    }

    @Test(
        "S45 a start that is under way is settled before the storage is closed: it is not made, or it is stored with the outcome of what it began",
        arguments: [FailingStorage.Operation.acquire, .append])
    func duringStart(operation: FailingStorage.Operation) throws {
        try EngineGround.play { ground in
            let latch = Latch()
            let known = try await ground.engine.submit(.one())
            ground.storage.hold(operation, call: 1, until: latch)
            try await ground.storage.open(.readWrite)
            let code = Lock<EngineError.Code?>(nil)
            let task = ground.executor.spawn("start") {
                do {
                    try await ground.engine.start(known)
                } catch {
                    #expect(error is EngineError)
                    code.withLock { $0 = (error as? EngineError)?.code }
                }
            }
            try await ground.pass(.seconds(1))
            let closing = ground.executor.spawn("shutdown") { await #expect(throws: Never.self) { try await ground.engine.shutdown() } }
            try await ground.pass(.seconds(5))
            #expect(ground.storage.calls(of: .close) == 0)
            latch.open()
            await task.value
            await closing.value
            #expect(ground.storage.calls(of: .close) == 1)
            // A call whose intent was being stored is made: an intent without a call would leave an unknown outcome behind.
            #expect(ground.log.paths == (operation == .append ? ["B/1/a"] : []))
            #expect(code.withLock { $0 } == (operation == .append ? nil : .closed))
            let run = try await ground.stored(known)
            #expect(run["B/1/a"]?.state.status == (operation == .append ? .completed : .notStarted))
            #expect(try await ground.isFree(known))
        }
    }

    @Test("S45 S67 a storage that fails during the shutdown does not hold it up")
    func storageFault() throws {
        for call in 2...3 {
            try EngineGround.play { ground in
                ground.action.behave(.take(.seconds(10)))
                ground.action.behave(.take(.seconds(5)), at: "B/1/a")
                let id = try await ground.engine.submit(.one(sequences: 2, concurrency: 2))
                try await ground.engine.start(id)
                ground.storage.fail(.append, call: call)
                #expect(try await shutDown(ground) <= .seconds(10))
                #expect(try await ground.isFree(id))
            }
        }
    }
}
