import Testing
import WorkstreamTesting

@testable import Workstream

/// The tables of deferred work and of tolerance once more, through the whole engine.
@Suite("How whole engines end bodies", .timeLimit(.minutes(15)))
struct EndingTableTests {
    @Test(
        "S14 the condition of a batch says after which ending its actions are called, on plans and blocks", arguments: DeferredTests.rows,
        DeferredTests.Ending.allCases)
    func conditions(_ row: (condition: DeferredCondition, endings: [DeferredTests.Ending]), _ ending: DeferredTests.Ending) throws {
        for prefix in ["", "B/"] {
            try EngineGround.play(seeds: 0..<3) { ground in
                let checks = [Node.Checks(.pre, checks: [.look("gate")])]
                let batches = [Node.Batch(name: "d", condition: row.condition, actions: [.act("x")])]
                var plan = Plan.one([.act("a")], checks: prefix.isEmpty ? [] : checks, deferred: prefix.isEmpty ? [] : batches)
                if prefix.isEmpty {
                    plan.checks = checks
                    plan.deferred = batches
                }
                switch ending {
                case .success: break
                case .failure: ground.action.behave(.failPermanently, at: "B/1/a")
                case .gateFailure: ground.check.behave(.sayNo(), at: NodePath("\(prefix)pre-checks/gate"))
                }
                let run = try await ground.engine.run(plan)
                let runs = row.endings.contains(ending)
                #expect(run.status == (ending == .success ? .completed : .failed))
                #expect(run[NodePath("\(prefix)d")]?.state.status == (runs ? .completed : .skipped))
                #expect(ground.log.paths.contains(NodePath("\(prefix)d/x")) == runs)
                try await ground.engine.shutdown()
            }
        }
    }

    @Test(
        "S21–S23 a failure and the skips that follow from it end a block as its tolerance says, exact or not", arguments: DependencyTests.tolerances,
        [true, false])
    func tolerance(_ tolerance: Tolerance, _ toleratesSkips: Bool) throws {
        for isExact in [true, false] {
            try EngineGround.play(seeds: 0..<3) { ground in
                let sequences = [("a", []), ("b", ["a"]), ("c", ["b"]), ("d", [])].map { name, after in
                    Node.Sequence(name: name, after: after, actions: [.act("a")])
                }
                let block = Node.Block(
                    name: "B", sequences: sequences, toleratedFailures: tolerance, isExact: isExact, toleratesSkips: toleratesSkips)
                ground.action.behave(.failPermanently, at: "B/a/a")
                let run = try await ground.engine.run(Plan(name: "P", blocks: [block]))
                let expected = DependencyTests.end(tolerance, toleratesSkips: toleratesSkips)
                #expect(run.status == expected.run)
                #expect(run.reason?.path == (expected.run == .failed ? "B/a/a" : nil))
                #expect(run["B/b"]?.state.status == expected.b && run["B/c"]?.state.status == expected.c)
                #expect(run["B/d"]?.state.status == (expected.run == .failed ? .notStarted : .completed))
                #expect(!ground.log.paths.contains { ["B/b/a", "B/c/a"].contains($0.description) })
                try await ground.engine.shutdown()
            }
        }
    }
}
