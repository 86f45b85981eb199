import Testing
import Workstream

@testable import WorkstreamTesting

@Suite("Cores", .timeLimit(.minutes(5)))
struct CoresTests {
    @Test("every number is dealt out once, with the seed that one thread would have given it", arguments: [1, 2, 7])
    func dealt(_ threads: Int) throws {
        let parts = try Cores.deal(1_000, seed: 5, to: threads, from: [(number: Int, seed: UInt64)]()) { $2.append(($0, $1)) }
        #expect(parts.count == threads)
        let all = parts.joined().sorted { $0.number < $1.number }
        var seeds = SeededGenerator(seed: 5)
        #expect(all.map(\.number) == Array(0..<1_000))
        #expect(all.map(\.seed) == (0..<1_000).map { _ in seeds.next() })
    }

    @Test("threads work at the same time")
    func together() throws {
        let present = Monitor(0)
        let hasCome = ThreadCondition()
        let parts = try Cores.deal(3, seed: 1, to: 3, from: false) { _, _, met in
            present.withLock { $0 += 1 }
            for _ in 0..<2 { hasCome.signal() }
            // One thread alone would wait for nobody until the limit, and say so.
            met = present.wait(on: hasCome) { present, isOverdue in
                present == 3 ? .proceed(true) : isOverdue ? .proceed(false) : .sleep(atMost: .seconds(60))
            }
        }
        #expect(parts == [true, true, true])
    }

    @Test("nothing is dealt out of nothing, and what the work throws is thrown")
    func edges() throws {
        #expect(try Cores.deal(-1, seed: 1, to: 4, from: 7) { _, _, part in part += 1 } == [7])
        #expect(throws: PluginError.self) {
            try Cores.deal(10, seed: 1, to: 2, from: 0) { _, _, _ in throw PluginError(.failed, "No.") }
        }
    }

    @Test("the report is the same on one thread and on several", arguments: UInt64(1)...3)
    func sameReport(_ seed: UInt64) throws {
        let simulation = Simulation.shop(.rollOut(3), files: Plan.oldFiles(3))
            .modelling(at: "Fleet/*/*", .fails(0.2), .hangs(0.05), .ignoresCancellation(0.1))
            .always("no file of the first host is new") { !$0.world.files.contains("web-1/app-2") }
            .always("few deeds are done") { $0.world.deeds < 7 }
            .eventually("it does not fail") { $0.run.status != .failed }
            .eventually("it is not stopped") { $0.run.status != .stopped }
        let alone = try simulation.run(60, seed: seed, threads: 1)
        let together = try simulation.run(60, seed: seed, threads: 5)
        #expect(alone.findings.count > 1)
        #expect(together.findings.map(\.description) == alone.findings.map(\.description))
        #expect(together.findings.map(\.seed) == alone.findings.map(\.seed))
        #expect(together.statuses == alone.statuses)
        #expect(
            [together.executions, together.events, together.calls, together.engines] == [alone.executions, alone.events, alone.calls, alone.engines])
    }
}
