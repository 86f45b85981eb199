import Foundation
import Testing
import Workstream
import WorkstreamPlugins
import WorkstreamTesting

/// What docs/semantics.md says and shows: its code is the code here, and its rules are all there.
@Suite("docs/semantics.md", .timeLimit(.minutes(15)))
struct SemanticsTests {
    /// The sequences of the table of tolerances and dependencies.
    private func plan(tolerated: Int, toleratesSkips: Bool) -> Plan {
        let block = Block("Block") {
            Sequence("A") { Action("x", Shell.self, .init("true")) }
            Sequence("B") { Action("x", Shell.self, .init("true")) }.after("A")
            Sequence("C") { Action("x", Shell.self, .init("true")) }.after("B")
            Sequence("D") { Action("x", Shell.self, .init("true")) }
        }
        return Plan("Tolerance") { block.toleratedFailures(tolerated).toleratesSkips(toleratesSkips) }
    }

    @Test("S20 S22 S23 the first example tolerates one host, and skips with it")
    func fleet() throws {
        let fleet = Block("Fleet") {
            Sequence("database") { Action("migrate", Shell.self, .init("true")) }
            Sequence("web-1") { Action("restart", Shell.self, .init("true", effect: .idempotent)) }.after("database")
            Sequence("web-2") { Action("restart", Shell.self, .init("true", effect: .idempotent)) }.after("database")
            Sequence("cache") { Action("restart", Shell.self, .init("true", effect: .idempotent)) }
        }
        .concurrency(2)
        .toleratedFailures(1)
        .toleratesSkips()
        .failurePolicy(.finishSequences)
        try withVirtualTime(seed: 1) { executor in
            let shell = ScriptedAction(standingInFor: Shell())
            shell.behave(.failPermanently, at: "Fleet/database/migrate")
            let engine = try await Engine(storage: .memory, plugins: PluginRegistry([shell]), environment: .simulated(executor))
            let run = try await engine.run(Plan("Upgrade") { fleet })
            #expect(run.status == .completed)
            #expect(run.blocks[0].sequences.map(\.status) == [.failed, .skipped, .skipped, .completed])
        }
    }

    @Test(
        "S21 S23 the table of tolerances and dependencies holds",
        arguments: [
            (0, false, [.failed, .notStarted, .notStarted, .notStarted]), (0, true, [.failed, .notStarted, .notStarted, .notStarted]),
            (1, false, [.failed, .skipped, .notStarted, .notStarted]), (2, false, [.failed, .skipped, .skipped, .notStarted]),
            (3, false, [.failed, .skipped, .skipped, .completed]), (1, true, [.failed, .skipped, .skipped, .completed]),
        ] as [(Int, Bool, [NodeStatus])])
    func tolerance(tolerated: Int, toleratesSkips: Bool, statuses: [NodeStatus]) throws {
        let plan = plan(tolerated: tolerated, toleratesSkips: toleratesSkips)
        try withVirtualTime(seed: 1) { executor in
            let shell = ScriptedAction(standingInFor: Shell())
            shell.behave(.failPermanently, at: "Block/A/x")
            let engine = try await Engine(storage: .memory, plugins: PluginRegistry([shell]), environment: .simulated(executor))
            let run = try await engine.run(plan)
            #expect(run.blocks[0].sequences.map(\.status) == statuses)
            #expect(run.blocks[0].status == (statuses.last == .completed ? .completed : .failed))
        }
    }

    @Test("S33 S34 a call of which nobody knows what it did is decided by a person")
    func decision() throws {
        let charge = Action("charge", Shell.self, .init("true"))
            .retries(2)
            .timeout(.seconds(10))
            .deadline(.seconds(60))
            .onUnknownOutcome(.decide)
        try withVirtualTime(seed: 1) { executor in
            let shell = ScriptedAction(standingInFor: Shell())
            shell.behave(.sequence(.hang, .example(of: Shell.self)))
            let engine = try await Engine(storage: .memory, plugins: PluginRegistry([shell]), environment: .simulated(executor))
            let id = try await engine.submit(Plan("Charge") { Block("Fleet") { Sequence("web-1") { charge } } })
            try await engine.start(id)

            let run = try await engine.wait(for: id, until: .needsAttention)
            if case .needsDecision = run.attention {
                try await engine.decide(id, "Fleet/web-1/charge", .retry, by: "alice", because: "looked at the account: nothing was charged")
            }

            #expect(run.attention == .needsDecision(count: 1))
            #expect(try await engine.wait(for: id).status == .completed)
        }
    }

    @Test("S42 S43 a run is paused, resumed and stopped, each with a name and a reason")
    func control() throws {
        let plan = plan(tolerated: 0, toleratesSkips: false)
        try withVirtualTime(seed: 1) { executor in
            let shell = ScriptedAction(standingInFor: Shell(), .hang)
            let engine = try await Engine(storage: .memory, plugins: PluginRegistry([shell]), environment: .simulated(executor))
            let id = try await engine.submit(plan)
            try await engine.start(id)
            try await shell.log.wait(forCalls: 1)

            try await engine.pause(id, by: "alice", because: "the load balancer looks odd")
            try await engine.resume(id, by: "alice")
            try await engine.stop(id, .cancel, by: "bob", because: "wrong build")

            #expect(try await engine.wait(for: id).status == .stopped)
        }
    }

    @Test("S45 the two lines for signals")
    func signals() async throws {
        let engine = try await Engine(storage: .memory, plugins: [])
        func use() throws {
            let signals = try engine.shutDownOnSignals(within: .seconds(30)) { print($0) }
            defer { signals.remove() }
            #expect(signals.signal == nil)
        }
        try use()
        try await engine.shutdown()
    }

    // MARK: The page

    private static let page: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appendingPathComponent("docs/semantics.md"), encoding: .utf8)) ?? ""
    }()

    @Test("every rule of order, of actions and of control is told")
    func rules() {
        let told = Set(Self.page.matches(of: /\bS([0-9]+)\b/).compactMap { Int($0.output.1) })
        let rules = Set([1...15, 20...35, 40...49].joined())
        #expect(rules.subtracting(told).isEmpty)
        #expect(told.subtracting(rules).isEmpty)
    }

    @Test("every rule says why, what to do, and what happens otherwise")
    func parts() {
        let rules = Self.page.components(separatedBy: "\n\n").filter { $0.wholeMatch(of: /\*\*[^*]+\*\*,? \(S[0-9][\s\S]*/) != nil }
        #expect(rules.count > 30)
        for rule in rules {
            for part in ["*Why:*", "*Do:*", "*Otherwise:*"] { #expect(rule.contains(part), "\(rule.prefix(80))") }
        }
    }
}
