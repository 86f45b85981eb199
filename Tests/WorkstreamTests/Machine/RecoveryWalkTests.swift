import Testing

@testable import Workstream

@Suite("Walks with crashes", .oneAtATime)
struct RecoveryWalkTests {
    @Test(
        "S33, S62, S63 wherever a run is interrupted, and however often, every invariant holds, nothing is done twice that must not be, and the run ends",
        arguments: 0..<8)
    func walk(_ part: UInt64) throws {
        for seed in part * 250..<(part + 1) * 250 {
            var random = SeededGenerator(seed: seed).derived(9)
            let luck = [16, 30, 60][random.next(below: 3)]
            let hasOperators = random.next(below: 2) == 0
            var trial = try Trial(WalkPlan.plan(seed: seed))
            trial.resolve = { WalkTests.resolution(of: $0, seed: seed) }
            trial.start()
            for _ in 0..<60 where trial.finished == nil {
                switch random.next(below: 10) {
                case 0, 1: Self.interrupt(&trial, &random)
                case 2 where hasOperators: WalkTests.ask(&trial, &random)
                default: WalkTests.step(&trial, &random, luck: luck)
                }
            }
            trial.crash()
            try WalkTests.end(&trial)
            trial.stop(.everything)
            try WalkTests.end(&trial)
            try #require(trial.finished != nil, "seed \(seed): the run does not end")
        }
    }

    private static func interrupt(_ trial: inout Trial, _ random: inout SeededGenerator) {
        if random.next(below: 3) == 0 {
            trial.shutDown()
            trial.handOver()
        }
        trial.crash(for: .seconds(random.next(below: 5)), hold: random.next(below: 8) == 0 ? "test" : nil)
    }
}
