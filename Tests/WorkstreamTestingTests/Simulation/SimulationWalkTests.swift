import Foundation
import Testing
import Workstream

@testable import WorkstreamTesting

/// The framework in its own simulator: random plans, random calls, random faults.
///
/// `WORKSTREAM_SIMULATIONS` says how many executions there are; `WORKSTREAM_SIMULATION_SEED` says where they begin.
@Suite("Simulations of random plans")
struct SimulationWalkTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let executions = environment["WORKSTREAM_SIMULATIONS"].flatMap { Int($0) } ?? 1_000
    private static let seed = environment["WORKSTREAM_SIMULATION_SEED"].flatMap { UInt64($0) } ?? 1

    @Test(
        "S1, S5–S7, S11, S14, S20, S21, S24, S26, S33, S60–S63, S67, S72 whatever goes wrong, every run keeps the rules, and ends")
    func walk() throws {
        let report = try RandomSimulation.run(Self.executions, seed: Self.seed)
        print(
            "Random plans: \(report.executions) executions, \(report.executionsPerSecond) in a second, \(report.engines) engines, \(report.calls) calls"
        )
        #expect(report.findings.isEmpty, "\(report)")
        // Of everything there is something, or nothing was tried.
        for status in [NodeStatus.completed, .failed, .stopped] { #expect(report.statuses[status, default: 0] > report.executions / 100) }
        #expect(report.engines > report.executions)
    }

    @Test("a plan of a hundred actions keeps the rules with every kind of fault")
    func hundred() throws {
        let sequence = Node.Sequence(
            name: "host", actions: Array(repeating: Node.Action(name: "act", plugin: "work", request: .object([:])), count: 10))
        let plan = Plan(
            name: "hundred", blocks: [Node.Block(name: "fleet", sequences: Array(repeating: sequence, count: 10), concurrency: 5)])
        let plugins = PluginRegistry(standIns: [.unknown("work", .changing, effect: .idempotent)])
        let report = try Simulation(of: plan, plugins: plugins).faults(.all).run(max(Self.executions / 20, 50), seed: Self.seed)
        print("A plan of 100 actions: \(report.executions) executions, \(report.executionsPerSecond) in a second")
        #expect(report.findings.isEmpty, "\(report)")
    }
}
