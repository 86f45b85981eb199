import Foundation
import Testing

@testable import Workstream

/// Walks at random until so many inputs were handed in, each step judged by the model, the invariants and a rebuilt machine.
///
/// `WORKSTREAM_WALK_STEPS` says how many steps, `WORKSTREAM_WALK_SEED` repeats one walk and prints its story.
@Suite("Long walks", .oneAtATime)
struct LongWalkTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let steps = environment["WORKSTREAM_WALK_STEPS"].flatMap { Int($0) } ?? 20_000
    private static let seed = environment["WORKSTREAM_WALK_SEED"].flatMap { UInt64($0) }
    /// As many as there are processors on a small machine; walks share nothing.
    private static let parts = 2

    @Test(
        "S1–S24, S33, S34, S42–S45, S60–S63 however long it walks, the machine does what the rules say",
        .enabled(if: seed == nil), .timeLimit(.minutes(10)), arguments: 0..<UInt64(parts))
    func walk(_ part: UInt64) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var steps = 0
        var seed = 1_000_000 + part
        while steps < Self.steps / Self.parts {
            let trial = try Self.walk(seed)
            steps += trial.steps
            try #require(trial.hasEnded && trial.objections == 0, "repeat this walk with WORKSTREAM_WALK_SEED=\(seed)")
            seed += UInt64(Self.parts)
        }
        let seconds = Double((clock.now - start).wholeNanoseconds) / 1e9
        print("Part \(part): \(steps) steps, \(Int(Double(steps) / seconds)) steps/s")
    }

    @Test("S1–S24, S33, S34, S42–S45, S60–S63 one walk does what the rules say, and tells its story", .enabled(if: seed != nil))
    func replay() throws {
        let trial = try Self.walk(try #require(Self.seed), isLogged: true)
        for line in trial.log { print(line) }
        #expect(trial.hasEnded && trial.objections == 0)
    }

    /// One walk: of three one is left alone, one is meddled with by people, and one is cut short by a closing engine.
    private static func walk(_ seed: UInt64, isLogged: Bool = false) throws -> Trial {
        var random = SeededGenerator(seed: seed)
        let luck = [16, 30, 60][random.next(below: 3)]
        let kind = random.next(below: 3)
        var trial = try Trial(WalkPlan.plan(seed: seed))
        trial.isLogged = isLogged
        trial.resolve = { WalkTests.resolution(of: $0, seed: seed) }
        trial.start()
        for _ in 0..<20 + random.next(below: 60) where trial.finished == nil {
            if kind == 1, random.next(below: 5) == 0 {
                WalkTests.ask(&trial, &random)
            } else {
                WalkTests.step(&trial, &random, luck: luck)
            }
        }
        if kind == 2 {
            trial.shutDown()
            for _ in 0..<20 where !trial.calls.isEmpty { WalkTests.step(&trial, &random, luck: luck) }
            return trial
        }
        try WalkTests.end(&trial)
        if kind == 1 {
            trial.stop(.everything)
            try WalkTests.end(&trial)
        }
        return trial
    }
}

extension Trial {
    /// Whether the run has finished, or its engine is closing.
    fileprivate var hasEnded: Bool { finished != nil || machine.volatile.isShuttingDown }
}
