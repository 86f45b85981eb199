import Foundation
import Testing
import Workstream

@testable import WorkstreamTesting

/// Random plans in the simulator, and what their bounds say.
///
/// `WORKSTREAM_BOUNDS` says how many plans there are.
@Suite("Bounds of random plans", .timeLimit(.minutes(15)))
struct BoundsWalkTests {
    private static let plans = ProcessInfo.processInfo.environment["WORKSTREAM_BOUNDS"].flatMap { Int($0) } ?? 500

    @Test("S20, S21, S24, S25, S14 no execution of a random plan exceeds its bounds")
    func walk() throws {
        var (durations, reached) = (0, 0)
        for seed in 0..<UInt64(Self.plans) {
            let simulation = RandomSimulation.simulation(seed: seed).faults(.none)
            let bounds = simulation.plan.bounds(plugins: simulation.plugins, gracePeriod: simulation.options.gracePeriod)
            let subject = try SimulationSubject(simulation.plan, in: simulation)
            for number in 0..<2 as Range<UInt64> {
                let seen = Seen(Execution(subject: subject, seed: seed &* 2 &+ number, faults: []).play().story)
                let place: Comment = "seed \(seed), execution \(number)"
                #expect(seen.targetsAtATime <= bounds.targetsAtATime, place)
                #expect(seen.failures <= bounds.failures, place)
                #expect(bounds.batchesThatNeverRun.allSatisfy { !seen.batches.contains($0) }, place)
                if seen.targetsAtATime == bounds.targetsAtATime { reached += 1 }
                guard let limit = bounds.duration, let duration = seen.duration else { continue }
                durations += 1
                #expect(duration <= limit, place)
            }
        }
        // A bound that nothing comes near would prove nothing.
        #expect(durations > Self.plans / 10 && reached > Self.plans / 2)
        print("Bounds: \(Self.plans) plans, \(Self.plans * 2) executions, \(durations) of them with a longest duration")
    }

    /// What happened in an execution.
    private struct Seen {
        var targetsAtATime = 0
        var failures = 0
        var batches: Set<NodePath> = []
        /// How long it took; nil where a plugin said that a call goes on, of which bounds know nothing.
        var duration: Duration?

        init(_ story: Story) {
            let entries = story.facts.entries
            var running = 0
            var start: Timestamp?
            var goesOn = false
            for event in story.events {
                switch event.kind {
                case .began where entries[event.node].kind == .sequence:
                    running += 1
                    targetsAtATime = max(targetsAtATime, running)
                case .began where entries[event.node].kind == .batch: batches.insert(story.facts.paths[event.node])
                case .began where event.node == 0: start = event.time
                case .ended(let ended) where entries[event.node].kind == .sequence:
                    running -= 1
                    if ended.status == .failed { failures += 1 }
                case .ended where event.node == 0: duration = start.map { event.time - $0 }
                case .probed(let probed) where probed.isInProgress: goesOn = true
                default: break
                }
            }
            if goesOn { duration = nil }
        }
    }
}
