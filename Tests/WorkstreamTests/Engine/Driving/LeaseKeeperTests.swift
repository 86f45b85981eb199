import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct LeaseKeeperTests {
    /// How a renewal can go wrong.
    enum Trouble: CaseIterable {
        /// The storage throws.
        case fails
        /// The storage never answers.
        case hangs
    }

    @Test("S65 an engine that cannot renew its lease cancels its calls by itself, after two thirds of it", arguments: Trouble.allCases)
    func notRenewed(trouble: Trouble) throws {
        try EngineGround.play { ground in
            let never = Latch()
            ground.action.behave(.hang)
            let id = try await ground.engine.submit(.one(sequences: 2, [.act("a", retries: 3, timeout: nil), .act("b")], concurrency: 2))
            let start = ground.executor.now
            try await ground.engine.start(id)
            switch trouble {
            case .fails: ground.storage.failForGood(.renew, from: 1)
            case .hangs: ground.storage.hold(.renew, call: 1, until: never)
            }
            let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            #expect(error?.code == .leaseLost)
            #expect(error?.run == id)
            try await ground.pass(.seconds(100))
            // Acquired for 30 seconds at the start, and never again.
            #expect(ground.log.calls.compactMap(\.end).map { $0 - start } == [.seconds(20), .seconds(20)])
            #expect(ground.storage.calls(of: .append) == 1)
            #expect(try await ground.isFree(id))
            let run = try await ground.stored(id)
            #expect(run["B/1/a"]?.state.attempts.map(\.outcome) == [nil])
        }
    }

    @Test("S65 renewals that fail, or are late, change nothing as long as one works in time")
    func renewedLater() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.take(.seconds(100)))
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            ground.storage.fail(.renew, call: 1, times: 2)
            ground.storage.hold(.renew, call: 4, until: latch)
            try await ground.engine.start(id)
            let clock = ground.executor.clock
            clock.schedule(at: clock.now.advanced(by: .seconds(30))) { latch.open() }
            #expect(try await ground.engine.wait(for: id).status == .completed)
            #expect(ground.storage.calls(of: .renew) > 4)
        }
    }

    @Test("S65 a lease that the storage says is lost ends its run here at once, and no other")
    func lost() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(100)))
            let plan = Plan.one([.act("a", timeout: nil)])
            let (id, other) = (try await ground.engine.submit(plan), try await ground.engine.submit(plan))
            for run in [id, other] { try await ground.engine.start(run) }
            let start = ground.executor.now
            try await ground.takeAway(id)
            let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            #expect(error?.code == .leaseLost)
            #expect(try await ground.engine.wait(for: other).status == .completed)
            let ends = ground.log.calls.filter { $0.run == id }.compactMap(\.end).map { $0 - start }
            #expect(ends.count == 1 && ends[0] <= .seconds(10))
            #expect(try await ground.stored(id).status == .running)
        }
    }

    @Test("S65 an append that is refused because the lease is lost ends the run as a lost lease, and its calls with it")
    func refused() throws {
        try EngineGround.play { ground in
            ground.action.behave(.hang, at: "B/1/a")
            ground.action.behave(.take(.seconds(2)), at: "B/2/a")
            let id = try await ground.engine.submit(.one(sequences: 2, [.act("a", timeout: nil), .act("b")], concurrency: 2))
            try await ground.engine.start(id)
            let start = ground.executor.now
            try await ground.takeAway(id)
            let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            #expect(error?.code == .leaseLost)
            try await ground.pass(.seconds(50))
            let end = try #require(ground.log.calls(of: "B/1/a").first?.end)
            #expect(end - start <= .seconds(10))
            #expect(ground.log.calls(of: "B/2/b").isEmpty)
            // Somebody else has it: it is not ours to give back.
            #expect(try await !ground.isFree(id))
        }
    }

    @Test("S65 a storage that answers nothing at all costs the lease; those who wait are told, and the engine can be shut down")
    func silent() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.hang, at: "B/1/a")
            let id = try await ground.engine.submit(.one(sequences: 2, [.act("a", timeout: nil), .act("b")], concurrency: 2))
            ground.storage.hold(.append, call: 2, until: latch)
            ground.storage.hold(.renew, call: 1, until: latch)
            try await ground.engine.start(id)
            let start = ground.executor.now
            let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            #expect(error?.code == .leaseLost)
            #expect(ground.executor.now - start == .seconds(20))
            #expect(ground.log.calls.allSatisfy { $0.end != nil })
            #expect(ground.log.calls(of: "B/2/b").isEmpty)
            try await ground.engine.shutdown()
            latch.open()
            try await ground.pass(.seconds(1))
            #expect(ground.log.calls(of: "B/2/b").isEmpty)
            #expect(ground.storage.calls(of: .append) == 2)
        }
    }

    @Test("S65 a run whose lease is lost while its call ignores that is given up, and the engine drives others")
    func ignoring() throws {
        try EngineGround.play { ground in
            let never = Latch()
            ground.action.behave(.ignoreCancellation(until: never), at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            try await ground.engine.start(id)
            try await ground.takeAway(id)
            let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            #expect(error?.code == .leaseLost)
            #expect(try await ground.engine.run(.one([.act("c")])).status == .completed)
            try await ground.engine.shutdown()
        }
    }
}

extension EngineGround {
    /// Gives a run to another engine behind the back of this one.
    fileprivate func takeAway(_ run: RunID) async throws {
        let now = executor.now
        for token in 1...10 {
            try await storage.release([Lease(run: run, owner: .sample(1), token: token, acquired: now, expiry: now)])
        }
        _ = try await storage.acquire(run, for: .sample(2), lasting: .seconds(1000))
    }
}
