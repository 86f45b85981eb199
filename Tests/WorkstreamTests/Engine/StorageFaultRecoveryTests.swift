import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Recovery after a storage fault", .oneAtATime, .timeLimit(.minutes(15)))
struct StorageFaultRecoveryTests {
    /// Two sequences at a time, checks around them, and something deferred; nothing in it may be done twice.
    private static let plan = Plan.one(
        sequences: 3, [.act("a"), .act("b")], concurrency: 2,
        checks: [Node.Checks(.pre, checks: [.look("p")]), Node.Checks(.continuous, checks: [.look("c")], interval: .seconds(3))],
        deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])

    private static func script(_ ground: EngineGround) {
        ground.action.behave(.take(.seconds(5)))
        ground.check.behave(.take(.seconds(1)))
    }

    @Test(
        "S67 whichever append fails, and whether it was stored or not, the run is taken up in the same process with all outcomes, and nothing is done twice",
        arguments: [false, true])
    func everyAppend(keeping: Bool) throws {
        for seed in UInt64(0)..<4 {
            let appends = try withVirtualTime(seed: seed) { executor in
                let ground = try await EngineGround(executor, effect: .atMostOnce)
                Self.script(ground)
                #expect(try await ground.engine.run(Self.plan).status == .completed)
                return ground.storage.calls(of: .append)
            }
            #expect(appends > 5)
            for call in 1...appends { try fail(call, keeping: keeping, seed: seed) }
        }
    }

    private func fail(_ call: Int, keeping: Bool, seed: UInt64) throws {
        try EngineGround.play(seeds: seed..<seed + 1, effect: .atMostOnce) { ground in
            Self.script(ground)
            ground.storage.fail(.append, call: call, keeping: keeping)
            let id = try await ground.engine.submit(Self.plan)
            do {
                try await ground.engine.start(id)
                let run = try await ground.engine.wait(for: id)
                // Events may come in an order that needs an append fewer.
                #expect(run.status == .completed && ground.storage.calls(of: .append) < call)
                return
            } catch let error as EngineError {
                #expect(error.code == .storageFault)
            }
            #expect(try await ground.isFree(id))
            let recovered = try await ground.engine.recover(id)
            guard !recovered.fate.isFinished else { return #expect(try await ground.stored(id).status == .completed) }
            #expect(recovered.fate.isResumed)
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed, "append \(call): \(run.failures)")
            // Nothing is done twice, and nothing is left out.
            for path in ["B/1/a", "B/1/b", "B/2/a", "B/2/b", "B/3/a", "B/3/b", "B/D/d"] as [NodePath] {
                #expect(ground.log.calls(of: path).count == 1, "append \(call): \(path)")
            }
            let journal = try await ground.journal(of: id)
            #expect(journal.map(\.number) == Array(1...journal.count))
        }
    }

    @Test("S67 as long as the storage fails the run stays where it is, and whoever asks for something is told why")
    func stillFailing() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            try await ground.pass(.milliseconds(1_500))
            ground.storage.failForGood(.append, from: ground.storage.calls(of: .append) + 1)
            await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            let engine = ground.engine
            let calls: [@Sendable () async throws -> Void] = [
                { try await engine.stop(id, by: "a") }, { try await engine.pause(id, by: "a") }, { _ = try await engine.wait(for: id) },
            ]
            for call in calls {
                let error = await #expect(throws: EngineError.self) { try await call() }
                #expect(error?.code == .storageFault)
            }
            #expect(try await engine.snapshot(of: id).attention == .storageFault)
            for _ in 0..<3 {
                let error = await #expect(throws: StorageError.self) { try await engine.recover(id) }
                #expect(error?.code == .io)
                #expect(try await ground.isFree(id))
            }
            ground.storage.heal()
            #expect(try await engine.recover(id).fate.isResumed)
            #expect(try await engine.wait(for: id).status == .completed)
            #expect(ground.log.calls(of: "B/1/a").count == 1)
        }
    }

    @Test("S67 a run that somebody recovers while its calls are still awaited is taken up when they have ended, and goes on")
    func recoveredEarly() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.take(.seconds(20)), at: "B/1/a")
            ground.action.behave(.take(.seconds(1)), at: "B/2/a")
            ground.storage.fail(.append, call: 2)
            let id = try await ground.engine.submit(.one(sequences: 2, concurrency: 2))
            let start = ground.executor.now
            try await ground.engine.start(id)
            try await ground.pass(.seconds(10))
            #expect(try await ground.engine.snapshot(of: id).attention == .storageFault)
            #expect(try await ground.engine.recover(id).fate.isResumed)
            #expect(ground.executor.now - start == .seconds(20))
            #expect(try await ground.engine.wait(for: id).status == .completed)
            #expect(ground.log.calls.count == 4)
        }
    }

    @Test("S67 what another engine did meanwhile counts, and what could not be stored is dropped")
    func takenMeanwhile() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            try await ground.pass(.milliseconds(1_500))
            ground.storage.failForGood(.append, from: ground.storage.calls(of: .append) + 1)
            await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            let other = try await ground.reopen()
            #expect(await other.recovery[id]?.fate.isResumed == true)
            try await ground.pass(.seconds(2))
            try await other.shutdown(within: .seconds(10))
            ground.storage.heal()
            #expect(try await ground.engine.recover(id).fate.isResumed)
            #expect(try await ground.engine.wait(for: id).status == .completed)
            let journal = try await ground.journal(of: id)
            #expect(journal.map(\.number) == Array(1...journal.count))
        }
    }

    @Test("S67 S32 a call that is cut off at its timeout after the fault has timed out when the run is taken up")
    func timeoutAfterFault() throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            ground.action.behave(.hang, at: "B/1/a")
            ground.action.behave(.take(.seconds(1)), at: "B/2/a")
            ground.storage.fail(.append, call: 2)
            let id = try await ground.engine.submit(.one(sequences: 2, [.act("a", timeout: .seconds(10))], concurrency: 2))
            try await ground.engine.start(id)
            await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            _ = try await ground.engine.recover(id)
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .failed)
            #expect(run.reason?.code == .timeout)
            #expect(run["B/2/a"]?.state.status == .completed)
        }
    }
}
