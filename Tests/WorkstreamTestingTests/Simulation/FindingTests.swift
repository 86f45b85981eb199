import Foundation
import Testing
import Workstream

@testable import WorkstreamTesting

@Suite("Findings of simulations", .timeLimit(.minutes(10)))
struct FindingTests {
    private static let hosts = (1...8).map { "web-\($0)" }

    @Test("a rollback that needs a file which the failed step removed is found, and shrunk to a few actions")
    func rollback() throws {
        let report = try Simulation.upgrade(Self.hosts).run(200, seed: 1)
        let finding = try #require(report.findings.first, "\(report)")
        #expect(finding.check == "nothing is started that is not there")
        #expect(finding.actions <= 5 && finding.faults.isEmpty, "\(finding)")
        #expect(finding.timeline.contains("files: − \"web-"))
        #expect(report.findings.count == 1, "\(report)")
    }

    @Test("the guide shows the finding as it is printed")
    func guide() throws {
        let finding = try #require(try Simulation.upgrade(Self.hosts).run(200, seed: 1).findings.first)
        let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let page = try String(contentsOf: root.appendingPathComponent("docs/testing-plans.md"), encoding: .utf8)
        for line in "\(finding)".split(separator: "\n") { #expect(page.contains(line), "\(finding)") }
    }

    @Test("the mended plan gives no finding")
    func mended() throws {
        let report = try Simulation.upgradeThatKeepsTheOld(Self.hosts).run(200, seed: 1)
        #expect(report.findings.isEmpty, "\(report)")
        #expect(report.statuses[.failed, default: 0] > 20)
    }

    @Test("the same seed gives the same finding, timeline included")
    func sameFinding() throws {
        let first = try Simulation.upgrade(Self.hosts).run(60, seed: 5)
        let second = try Simulation.upgrade(Self.hosts).run(60, seed: 5)
        #expect(first.findings.map(\.description) == second.findings.map(\.description))
        #expect(!first.findings.isEmpty)
    }

    @Test("faults that a finding does not need are left out, and the one that it needs is kept")
    func faults() throws {
        let plan = Plan(
            name: "P",
            blocks: [
                Node.Block(
                    name: "B",
                    sequences: (0..<5).map { sequence in
                        Node.Sequence(
                            name: "s\(sequence)",
                            actions: (0..<3).map { Node.Action(name: "a\($0)", plugin: "work", request: [:], effect: .idempotent) })
                    })
            ])
        let report = try Simulation(of: plan, world: 0)
            .modelling(at: "**") { _, count in
                count += 1
                return [:]
            }
            .always("nothing is done twice") { $0.world <= $0.run.nodes.count { $0.kind == .action } }
            .faults([.crashes, .pauses, .stops])
            .run(300, seed: 1)
        let finding = try #require(report.findings.first, "\(report)")
        #expect(finding.actions == 1 && finding.faults.count == 1, "\(finding)")
        #expect(finding.faults[0].contains("killed"), "\(finding)")
    }

    @Test("a run that never ends is a finding, in virtual time and in steps")
    func endless() throws {
        let plan = Plan(
            name: "P",
            blocks: [
                Node.Block(
                    name: "B",
                    sequences: [
                        Node.Sequence(
                            name: "s",
                            actions: [
                                Node.Action(name: "a", plugin: "work", request: [:], timeout: nil),
                                Node.Action(name: "b", plugin: "work", request: [:]),
                            ])
                    ])
            ])
        let simulation = Simulation(of: plan).modelling(at: "B/s/a", .hangs(1)).faults(.none)
        let report = try simulation.run(2, seed: 1)
        let finding = try #require(report.findings.first)
        #expect(finding.check == "the run ends" && finding.actions == 1 && finding.count == 2)
        #expect(report.statuses == [.running: 2])

        let look = Node.Action(name: "c", plugin: "look", request: [:])
        var watched = plan
        watched.checks = [Node.Checks(.continuous, checks: [look], interval: .milliseconds(1))]
        let steps = try Simulation(of: watched).modelling(at: "B/s/a", .hangs(1)).faults(.none).limits(jobs: 5_000).execution(seed: 1)
        #expect(steps.status == .running && steps.objections.contains { $0.contains("5000 jobs") }, "\(steps.objections)")
    }

    @Test("hostile models harm nobody: they throw anything, hang, and ignore that they are cancelled", arguments: UInt64(0)..<3)
    func hostile(_ seed: UInt64) throws {
        struct Strange: Error {}
        let report = try Simulation(of: RandomPlan.plan(seed: seed), world: 0)
            .modelling(at: "**") { _, count in
                count += 1
                switch count % 5 {
                case 0: throw Strange()
                case 1: throw CancellationError()
                case 2: return .string(String(repeating: "x", count: 100_000))
                default: return .null
                }
            }
            .modelling(at: "**", .hangs(0.2), .ignoresCancellation(0.5), .fails(0.1), .fails(0.1, .afterEffect))
            .run(100, seed: seed)
        #expect(report.findings.isEmpty, "\(report)")
    }

    @Test("values are told in the same way in every process, and changes by what is new and what is gone")
    func texts() {
        struct World {
            var files: Set<String>
            var running: [String: Int]
            var name: String?
            var list = [1, 2]
        }
        let before = StableText(of: World(files: ["b", "a", "c"], running: ["y": 2, "x": 1], name: nil))
        let after = StableText(of: World(files: ["b", "c", "d"], running: ["y": 3, "x": 1], name: "n"))
        #expect(before.description == #"World(files: ["a", "b", "c"], running: ["x": 1, "y": 2], name: nil, list: [1, 2])"#)
        #expect(before.changes(to: after) == [#"files: − "a", + "d""#, #"running: − "y": 2, + "y": 3"#, #"name: nil → "n""#])
        #expect(before.changes(to: before).isEmpty)
        #expect(StableText(of: 3).changes(to: StableText(of: 4)) == ["3 → 4"])
    }

    @Test("times are told in hours, minutes, seconds and milliseconds")
    func times() {
        #expect(Timeline.text(of: .milliseconds(1_005)) == "1.005")
        #expect(Timeline.text(of: .seconds(61)) == "1:01.000")
        #expect(Timeline.text(of: .seconds(36_000 + 62) + .milliseconds(7)) == "10:01:02.007")
    }
}
