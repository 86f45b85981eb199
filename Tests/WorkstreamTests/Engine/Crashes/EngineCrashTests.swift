import Foundation
import Testing

@testable import Workstream
@testable import WorkstreamTesting

/// Runs that are interrupted at every append, in the simulator: they keep every rule, and end like those that nothing interrupts.
@Suite("Crashes of the engine at every append", .oneAtATime, .timeLimit(.minutes(15)))
struct EngineCrashTests {
    /// `WORKSTREAM_CRASHES=all` tries every pair, and draws 2,100 on files; otherwise every first append with some of the second ones, and 300.
    private static let isThorough = ProcessInfo.processInfo.environment["WORKSTREAM_CRASHES"] == "all"

    @Test(
        "S12, S33, S60–S64 a run that is interrupted at any append, and again at any append of its recovery, ends like the one that is not",
        arguments: CrashCase.all)
    func everyPair(_ example: CrashCase) throws {
        let simulation = example.simulation
        let subject = try SimulationSubject(example.plan, in: simulation)
        // With the one seed the first engine waits for its appends, and the second one makes them at once; with the other it is the other way round.
        for seed in Self.isThorough ? [1, 2] : [1 + UInt64(example.name.utf8.count % 2)] {
            let whole = Execution(subject: subject, seed: seed, faults: simulation.orders).play()
            #expect(whole.objections.isEmpty && whole.engines == 1)
            let report = try simulation.crashing(again: true, step: Self.isThorough ? 1 : 8, seed: seed, threads: Cores.count)
            #expect(report.findings.isEmpty, "\(report)")
            // Each append kills before and after it is stored, with one engine more; and so do those that follow.
            let singles = 2 * whole.appends
            #expect(report.executions > 1 + singles)
            #expect(report.engines >= 1 + 2 * singles + 3 * (report.executions - 1 - singles))
            #expect(report.statuses.keys.allSatisfy { $0.isFinal })
        }
    }

    @Test(
        "S60–S64, S68 the same on real files, for pairs of appends that are drawn by lot", arguments: CrashCase.all.indices)
    func drawnPairs(_ place: Int) throws {
        let example = CrashCase.all[place]
        var random = SeededGenerator(seed: UInt64(place))
        for (durability, draws) in [(Durability.full, 1), (.processCrash, 9)] {
            var simulation = example.simulation
            simulation.makeDisk = { CrashFolder(durability) }
            let subject = try SimulationSubject(example.plan, in: simulation)
            let appends = Execution(subject: subject, seed: 1, faults: simulation.orders).play().appends
            for _ in 0..<(Self.isThorough ? 7 : 1) * draws {
                let first = 1 + random.next(below: appends)
                let second = first + 1 + random.next(below: appends + 3 - first)
                let crashes = [first, second].map { ScheduledFault.crash(append: $0, isKept: true, away: .zero) }
                let result = Execution(subject: subject, seed: 1, faults: simulation.orders + crashes).play()
                #expect(result.objections.isEmpty, "crashes with appends \(first) and \(second)")
                #expect(result.run?.status == result.status && result.run?.lastNumber == result.story.events.count)
                #expect(result.engines > 1)
            }
        }
    }
}
