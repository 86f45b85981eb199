import Testing

@testable import Workstream

@Suite("Walks at random", .oneAtATime)
struct WalkTests {
    /// The largest number of inputs before a walk stops being unkind.
    private static let length = 60

    @Test(
        "S9, S11, S60, S62 whatever happens in whatever order, every invariant holds, a rebuilt machine agrees, and the run ends",
        arguments: 0..<8)
    func walk(_ part: UInt64) throws {
        for seed in part * 250..<(part + 1) * 250 {
            var random = SeededGenerator(seed: seed)
            let luck = [16, 30, 60][random.next(below: 3)]
            var trial = try Trial(WalkPlan.plan(seed: seed))
            trial.resolve = { Self.resolution(of: $0, seed: seed) }
            trial.start()
            for _ in 0..<Self.length where trial.finished == nil { Self.step(&trial, &random, luck: luck) }
            try Self.end(&trial)
            try #require(trial.finished != nil, "seed \(seed): the run does not end")
        }
    }

    @Test(
        "S34, S42–S44 whatever people ask for in between, every invariant holds, a rebuilt machine agrees, and the run can be ended", arguments: 0..<8
    )
    func operators(_ part: UInt64) throws {
        for seed in part * 250..<(part + 1) * 250 {
            var random = SeededGenerator(seed: seed)
            let luck = [16, 30, 60][random.next(below: 3)]
            var trial = try Trial(WalkPlan.plan(seed: seed))
            trial.resolve = { Self.resolution(of: $0, seed: seed) }
            trial.start()
            for _ in 0..<Self.length where trial.finished == nil {
                if random.next(below: 5) == 0 { Self.ask(&trial, &random) } else { Self.step(&trial, &random, luck: luck) }
            }
            // Nothing stays as it is for ever: a run that waits for people is stopped in the end.
            try Self.end(&trial)
            trial.stop(.everything)
            try Self.end(&trial)
            try #require(trial.finished != nil, "seed \(seed): the run does not end")
        }
    }

    /// Anything that people can ask for.
    static func ask(_ trial: inout Trial, _ random: inout SeededGenerator) {
        switch random.next(below: 12) {
        case 0, 1: trial.pause()
        case 2, 3, 4: trial.resume()
        case 5: trial.hold()
        case 6, 7: trial.release()
        case 8: trial.stop(Cut.allCases[1 + random.next(below: 4)])
        default:
            let unresolved = trial.unresolved
            guard !unresolved.isEmpty else { return }
            trial.decide(
                unresolved[random.next(below: unresolved.count)], [.retry, .completed(.empty), .failed("it did not")][random.next(below: 3)])
        }
    }

    @Test("S45 after a shutdown nothing begins, and what was under way comes to its end", arguments: 0..<4)
    func shutdown(_ part: UInt64) throws {
        for seed in part * 250..<(part + 1) * 250 {
            var random = SeededGenerator(seed: seed)
            let luck = [16, 30, 60][random.next(below: 3)]
            var trial = try Trial(WalkPlan.plan(seed: seed))
            trial.start()
            for _ in 0..<random.next(below: Self.length) where trial.finished == nil { Self.step(&trial, &random, luck: luck) }
            trial.shutDown()
            let begun = trial.history.count
            for _ in 0..<10 {
                for call in trial.calls.filter({ !$0.isProbe }).map(\.path) {
                    if random.next(below: 2) == 0 { trial.fail(call) } else { trial.endCancelled(call) }
                }
                trial.pass(.seconds(5))
            }
            try #require(trial.history.count == begun, "seed \(seed): something began")
        }
    }

    /// Anything that can happen; how kind the world is differs from walk to walk.
    static func step(_ trial: inout Trial, _ random: inout SeededGenerator, luck: Int) {
        guard !trial.calls.isEmpty, random.next(below: 6) > 0 else { return trial.pass(.milliseconds(random.next(below: 4000))) }
        let call = trial.calls[random.next(below: trial.calls.count)]
        guard !call.isProbe else { return answerProbe(call.path, &trial, &random) }
        let isCancelled = trial.cancelled.contains(call)
        switch random.next(below: luck) {
        case 7: trial.fail(call.path)
        case 8: trial.fail(call.path, permanent: true)
        case 9: trial.fail(call.path, code: .checkFailed, permanent: true)
        case 10: trial.overdue(call.path)
        case 11: trial.overdue(call.path, .deadline)
        case 12 where isCancelled: trial.abandon(call.path)
        case 12...14 where isCancelled: trial.endCancelled(call.path)
        case 15: trial.feed(.due(node: random.next(below: trial.machine.state.shape.count)))
        default: trial.succeed(call.path)
        }
    }

    /// All calls answer, and time passes, until the run has ended or nothing more can happen.
    static func end(_ trial: inout Trial) throws {
        for _ in 0..<2000 where trial.finished == nil {
            if let call = trial.calls.first {
                if call.isProbe { trial.answerProbe(call.path, .didNotHappen) } else { trial.succeed(call.path) }
            } else if let action = trial.unresolved.first {
                trial.decide(action, .completed(.empty))
            } else {
                trial.pass(.seconds(60))
            }
        }
    }

    private static func answerProbe(_ path: String, _ trial: inout Trial, _ random: inout SeededGenerator) {
        switch random.next(below: 4) {
        case 0: trial.answerProbe(path, .happened(.empty))
        case 1: trial.answerProbe(path, .didNotHappen)
        case 2: trial.answerProbe(path, .inProgress(.seconds(2)))
        default: trial.answerProbe(path, .unknown)
        }
    }

    /// The same each time, so that a rebuilt machine gets the same.
    static func resolution(of path: String, seed: UInt64) -> Resolution {
        var random = path.utf8.reduce(SeededGenerator(seed: seed)) { $0.derived(UInt64($1)) }
        return switch random.next(below: 12) {
        case 0: .refused(Failure(.bindingFailed, "refused", isPermanent: true))
        case 1: .missing("source")
        default: .request(.empty)
        }
    }
}
