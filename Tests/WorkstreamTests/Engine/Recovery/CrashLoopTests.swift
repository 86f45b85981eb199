import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Crash loops", .oneAtATime, .timeLimit(.minutes(15)))
struct CrashLoopTests {
    private static let path: NodePath = "B/1/a"

    /// A run whose first action is under way for the first time, and stays so as long as nothing else is said.
    private func underWay(_ ground: EngineGround) async throws -> Run.ID {
        ground.action.behave(.take(.seconds(10_000)), at: Self.path)
        let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
        try await ground.engine.start(id)
        try await ground.log.wait(forCalls: 1)
        return id
    }

    /// A further engine takes the run up, makes the call under way again, and ends.
    private func live(_ ground: EngineGround, of id: Run.ID, gracefully: Bool = false) async throws {
        let calls = ground.log.calls.count
        let storage = FailingStorage(ground.memory)
        let engine = try await ground.reopen(through: storage)
        #expect(await engine.recovery[id]?.fate.isResumed == true)
        try await ground.log.wait(forCalls: calls + 1)
        if gracefully { try await engine.shutdown(within: .zero) } else { try await ground.crash(engine, through: storage) }
    }

    @Test(
        "S70 an attempt that three engines in a row did not survive is not made again, whatever its effect, until somebody decides",
        arguments: [Decision.retry, .completed, .failed("it ends every engine")])
    func decided(_ decision: Decision) throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await underWay(ground)
            try await ground.crash()
            for _ in 0..<2 { try await live(ground, of: id) }
            #expect(ground.log.paths == [Self.path, Self.path, Self.path])

            let last = try await ground.reopen()
            let run = try await last.wait(for: id, until: .needsAttention)
            #expect(run.unresolved.map(\.path) == [Self.path])
            let attempt = try #require(run[Self.path]?.state.attempts.first)
            #expect(attempt.interruptions == 3)
            #expect(attempt.doubt?.code == .crashLoop)
            try await ground.pass(.seconds(1_000))
            #expect(ground.log.calls.count == 3)

            ground.action.behave(.respond, at: Self.path)
            try await last.decide(id, Self.path, decision, by: "alice", because: "looked")
            let ended = try await last.wait(for: id)
            #expect(ended.status == (decision == .failed("it ends every engine") ? .failed : .completed))
            #expect(ground.log.calls(of: Self.path).map(\.attempt) == (decision == .retry ? [1, 1, 1, 2] : [1, 1, 1]))
        }
    }

    @Test("S70 S34 a run that waits in a crash loop waits on with the next engine, and can be stopped")
    func waitsOn() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await underWay(ground)
            try await ground.crash()
            for _ in 0..<2 { try await live(ground, of: id) }
            for _ in 0..<3 {
                let storage = FailingStorage(ground.memory)
                let engine = try await ground.reopen(through: storage)
                #expect(try await engine.wait(for: id, until: .needsAttention).unresolved.map(\.path) == [Self.path])
                try await ground.crash(engine, through: storage)
            }
            let last = try await ground.reopen()
            try await last.stop(id, by: "alice")
            let run = try await last.wait(for: id)
            #expect(run.status == .failed || run.status == .stopped)
            #expect(run[Self.path]?.state.reason?.code == .outcomeUnknown)
            #expect(ground.log.calls.count == 3)
        }
    }

    @Test("S70 S45 an engine that closed in good order between crashes begins the count anew")
    func closedBetween() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await underWay(ground)
            try await ground.crash()
            for gracefully in [false, true, false, false, true, false, false] { try await live(ground, of: id, gracefully: gracefully) }
            ground.action.behave(.respond, at: Self.path)
            let last = try await ground.reopen()
            #expect(try await last.wait(for: id).status == .completed)
            // Each time under the same number.
            #expect(ground.log.calls(of: Self.path).map(\.attempt) == Array(repeating: 1, count: 9))
        }
    }

    @Test("S70 an engine that loses its lease again and again, and takes the run up itself, has survived the call")
    func lostLease() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await underWay(ground)
            for life in 2...6 {
                ground.storage.failForGood(.renew, from: 1)
                let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
                #expect(error?.code == .leaseLost)
                ground.storage.heal()
                try await ground.pass(.seconds(60))
                #expect(try await ground.engine.recover(id).fate.isResumed)
                try await ground.log.wait(forCalls: life)
            }
            ground.action.behave(.respond, at: Self.path)
            // Others do not know whether it did.
            try await ground.crash()
            let last = try await ground.reopen()
            #expect(try await last.wait(for: id).status == .completed)
            #expect(ground.log.calls(of: Self.path).map(\.attempt) == Array(repeating: 1, count: 7))
            let recoveries = try await ground.memoryJournal(id).compactMap { event in
                if case .recovered(let recovered) = event.kind { recovered.survived } else { nil }
            }
            #expect(recoveries == [true, true, true, true, true, false])
        }
    }

    @Test("S70 an engine that has the run again after another one that died with it counts that one")
    func lostBetween() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await underWay(ground)
            ground.storage.failForGood(.renew, from: 1)
            await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            ground.storage.heal()
            try await ground.pass(.seconds(60))
            for _ in 0..<2 { try await live(ground, of: id) }
            #expect(try await ground.engine.recover(id).fate.isResumed)
            // The first engine is the third in a row of whom nobody knows that it survived.
            let run = try await ground.engine.wait(for: id, until: .needsAttention)
            #expect(run[Self.path]?.state.attempts.first?.doubt?.code == .crashLoop)
        }
    }

    @Test("S70 a check that three engines in a row did not survive fails with that, and nobody has to decide")
    func check() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.check.behave(.take(.seconds(10_000)))
            let id = try await ground.engine.submit(.one(checks: [Node.Checks(.pre, checks: [.look("p", timeout: .seconds(20_000))])]))
            try await ground.engine.start(id)
            try await ground.log.wait(forCalls: 1)
            try await ground.crash()
            for _ in 0..<2 { try await live(ground, of: id) }
            let last = try await ground.reopen()
            let run = try await last.wait(for: id)
            #expect(run.status == .failed)
            #expect(run["B/pre-checks/p"]?.state.reason?.code == .crashLoop)
            #expect(ground.log.paths == ["B/pre-checks/p", "B/pre-checks/p", "B/pre-checks/p"])
        }
    }
}
