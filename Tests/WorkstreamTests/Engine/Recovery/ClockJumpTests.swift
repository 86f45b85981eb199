import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Clocks that jump between two engines", .oneAtATime, .timeLimit(.minutes(15)))
struct ClockJumpTests {
    /// What is waited for, 600 seconds long.
    enum Wait: CaseIterable {
        case entranceDelay
        case exitDelay
        case nextAttempt
    }

    private static let whole = 600
    /// How long after its beginning the wait goes on, with a clock that did not jump.
    private static let gone = 160

    @Test(
        "S72 after a restart the rest of a wait is what the new clock leaves of it, never less than nothing and never more than the whole wait",
        arguments: [-3_600, -100, 0, 300, 3_600], Wait.allCases)
    func rest(jump: Int, wait: Wait) throws {
        let slow = RetryPolicy(first: .seconds(Self.whole), factor: 1, jitter: 0, maximum: .seconds(Self.whole))
        let patient = ScriptedAction("patient", .fail(times: 1), retryPolicy: slow)
        try EngineGround.play(seeds: 0..<3, also: [patient]) { ground in
            let id = try await ground.engine.submit(Self.plan(wait))
            let start = ground.executor.now
            try await ground.engine.start(id)
            try await ground.pass(.seconds(Self.gone - 60))
            try await ground.crash(for: .seconds(60))
            #expect(ground.executor.now - start == .seconds(Self.gone))

            let taken = ground.executor.now
            let next = try await ground.reopen(
                options: EngineOptions(recoveryLimit: nil), plugins: [ground.action, ground.check, patient], clockAhead: .seconds(jump))
            #expect(try await next.wait(for: id).status == .completed)
            #expect(ground.executor.now - taken == .seconds(max(0, min(Self.whole, Self.whole - Self.gone - jump))))
            let journal = try await ground.memoryJournal(id)
            #expect(zip(journal, journal.dropFirst()).allSatisfy { $0.time <= $1.time })
        }
    }

    @Test("S64 S72 a run is held where the clock says that its engine was away for too long, be it that it jumped, and goes on with its release")
    func jumpedAway() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let id = try await ground.engine.submit(Self.plan(.entranceDelay))
            try await ground.engine.start(id)
            try await ground.pass(.seconds(100))
            try await ground.crash()
            let next = try await ground.reopen(clockAhead: .seconds(3_600))
            guard case .held(let reason, let faults) = await next.recovery[id]?.fate else {
                Issue.record("\(await next.recovery)")
                return
            }
            #expect(reason.contains("away for") && faults.isEmpty)
            try await ground.pass(.seconds(10_000))
            #expect(ground.log.calls.isEmpty)
            try await next.release(id)
            #expect(try await next.wait(for: id).status == .completed)
        }
    }

    @Test("S64 an engine that closed in good order and came back after 31 minutes holds its runs, after 29 it does not", arguments: [29, 31])
    func cameBack(after minutes: Int) throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.sequence(.take(.seconds(100)), .respond), at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil), .act("b")]))
            try await ground.engine.start(id)
            try await ground.engine.shutdown(within: .seconds(1))
            let calls = ground.log.calls.count
            try await ground.pass(.seconds(minutes * 60))
            let next = try await ground.reopen()
            if minutes > 30 {
                guard case .held(let reason, let faults) = await next.recovery[id]?.fate else {
                    Issue.record("\(await next.recovery)")
                    return
                }
                #expect(reason.contains("away for") && faults.isEmpty)
                try await ground.pass(.seconds(1_000))
                #expect(ground.log.calls.count == calls)
                try await next.release(id)
            }
            #expect(try await next.wait(for: id).status == .completed)
            #expect(ground.log.calls(of: "B/1/a").map(\.attempt) == [1, 1])
        }
    }

    private static func plan(_ wait: Wait) -> Plan {
        let whole = Duration.seconds(whole)
        var plan = Plan.one([.act("a")])
        switch wait {
        case .entranceDelay: plan.blocks[0].entranceDelay = whole
        case .exitDelay: plan.blocks[0].exitDelay = whole
        case .nextAttempt:
            plan.blocks[0].sequences[0].actions = [Node.Action(name: "p", plugin: "patient", request: .object([:]), retries: 1)]
        }
        return plan
    }
}
