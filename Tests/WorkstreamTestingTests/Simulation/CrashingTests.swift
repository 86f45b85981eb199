import Testing
import Workstream

@testable import WorkstreamTesting

@Suite("Crashes at every append", .timeLimit(.minutes(5)))
struct CrashingTests {
    private static let hosts = (1...3).map { "web-\($0)" }

    @Test("S60–S64 a plan that bears it has no finding, wherever its engine is killed")
    func everywhere() throws {
        let crashes = try Simulation.upgradeThatKeepsTheOld(Self.hosts).crashingAtEveryAppend()
        #expect(crashes.findings.isEmpty, "\(crashes)")
    }

    @Test("each append kills an engine before and after it is stored, and so does each that follows")
    func counts() throws {
        let action = Node.Action(name: "a", plugin: "work", request: [:], effect: .idempotent)
        let plan = Plan(name: "P", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "s", actions: [action])])])
        let simulation = Simulation(of: plan)
        let subject = try SimulationSubject(plan, in: simulation)
        let appends = Execution(subject: subject, seed: 1, faults: []).play().appends
        let once = try simulation.crashingAtEveryAppend()
        #expect(once.findings.isEmpty && once.executions == 1 + 2 * appends)
        // The last append ends the run, so nobody comes after it.
        #expect(once.engines == 2 * once.executions - 2)
        let twice = try simulation.crashingAtEveryAppend(andAgain: true)
        #expect(twice.findings.isEmpty, "\(twice)")
        #expect(twice.executions > once.executions + 2 * appends && twice.engines > 2 * twice.executions)
    }

    @Test("what is done twice only where an engine dies at one moment is found, and the crash that it takes is named")
    func doneTwice() throws {
        let simulation = Simulation.shop(.rollOut(1), files: Plan.oldFiles(1)).faults(.none).always("nothing is done twice") { $0.world.deeds <= 2 }
        #expect(try simulation.run(100, seed: 1).findings.isEmpty)
        let report = try simulation.crashingAtEveryAppend()
        let finding = try #require(report.findings.first)
        #expect(report.findings.count == 1 && finding.check == "nothing is done twice")
        #expect(finding.faults.count == 1 && finding.faults.allSatisfy { $0.hasPrefix("the engine is killed before append") })
    }

    @Test("the report is the same on one thread and on several")
    func sameReport() throws {
        let simulation = Simulation.shop(.rollOut(2), files: Plan.oldFiles(2))
            .modelling(at: "Fleet/*/*", .fails(0.2)).always("little is done") { $0.world.deeds < 4 }.eventually("it fails") {
                $0.run.status == .failed
            }
        let alone = try simulation.crashing(again: true, step: 5, seed: 3, threads: 1)
        let together = try simulation.crashing(again: true, step: 5, seed: 3, threads: 4)
        #expect(alone.findings.count == 2)
        #expect(together.findings.map(\.description) == alone.findings.map(\.description))
        #expect([together.executions, together.events, together.engines] == [alone.executions, alone.events, alone.engines])
    }

    @Test("a run whose end depends on where its engine died is found where ends are compared, and differences that are excepted are not")
    func ends() throws {
        var simulation = Simulation.shop(.rollOut(2), files: Plan.oldFiles(2)).modelling(at: "Fleet/*/take", .fails(0.5))
        simulation.exceptions = []
        let report = try simulation.crashing(again: false, step: 1, seed: 1, threads: 2)
        #expect(report.findings.map(\.check) == [EndComparison.rule])
        let message = try #require(report.findings.first?.message)
        #expect(message.contains("Fleet/web-"))
    }

    @Test("what people are to do as soon as an action begins they do once, also where an engine dies before it is stored")
    func orders() throws {
        var simulation = Simulation.shop(.rollOut(2), files: Plan.oldFiles(2))
        simulation.orders = [.order(at: "Fleet/web-1/put", .stop(.finishActions))]
        let report = try simulation.crashing(again: true, step: 3, seed: 1, threads: 2)
        #expect(report.findings.isEmpty, "\(report)")
        #expect(report.statuses == [.stopped: report.executions])
    }
}
