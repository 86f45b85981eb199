import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Gates after a crash", .oneAtATime, .timeLimit(.minutes(15)))
struct RecoveredGateTests {
    private static let gates: [NodePath] = ["continuous-checks/plan", "B/continuous-checks/block"]

    /// Two sequences at a time under continuous checks of plan and block, and something deferred.
    private static let plan: Plan = {
        var plan = Plan.one(
            sequences: 2, [.act("a", retries: 1), .act("b")], concurrency: 2,
            checks: [Node.Checks(.continuous, checks: [.look("block")], interval: .seconds(30))],
            deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])
        plan.checks = [Node.Checks(.continuous, checks: [.look("plan")], interval: .seconds(30))]
        return plan
    }()

    /// Gates pass after 4 seconds, then every action takes 5; one of them is tried twice.
    private static func script(_ ground: EngineGround) {
        ground.check.behave(.take(.seconds(2)))
        ground.action.behave(.take(.seconds(5)))
        ground.action.behave(.fail(times: 1, then: .take(.seconds(5))), at: "B/1/a")
    }

    @Test(
        "S63 after a crash no attempt of a body begins, first or repeated, until the continuous checks of plan and block have passed again",
        arguments: 0..<13)
    func passesFirst(second: Int) throws {
        try EngineGround.play(seeds: 0..<4) { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            try await ground.pass(.milliseconds(second * 1_000 + 500))
            try await ground.crash()
            let known = ground.log.calls.count
            let next = try await ground.reopen()
            #expect(try await next.wait(for: id).status == .completed)
            let calls = ground.log.calls.dropFirst(known)
            let body = calls.filter { ["B/1/a", "B/1/b", "B/2/a", "B/2/b"].contains($0.path) }
            #expect(!body.isEmpty)
            for gate in Self.gates {
                let first = try #require(calls.first { $0.path == gate })
                guard case .responded = first.outcome, let passed = first.end else {
                    Issue.record("\(gate) did not pass")
                    continue
                }
                #expect(body.allSatisfy { $0.start >= passed }, "\(gate)")
            }
        }
    }

    @Test("S63 S8 where a continuous check says no after a crash, nothing of the body is done any more, and deferred work is", arguments: gates)
    func saysNo(gate: NodePath) throws {
        try EngineGround.play(seeds: 0..<10) { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            try await ground.pass(.seconds(7))
            try await ground.crash()
            let known = ground.log.calls.count
            ground.check.behave(.sayNo(), at: gate)
            let next = try await ground.reopen()
            let run = try await next.wait(for: id)
            #expect(run.status == .failed)
            #expect(run.failures.contains { $0.path == gate })
            #expect(ground.log.paths.dropFirst(known).filter { !Self.gates.contains($0) } == ["B/D/d"])
        }
    }
}
