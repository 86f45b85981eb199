import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

/// Runs that are interrupted after every append, through the whole engine in virtual time: they end like those that nothing interrupts.
@Suite("Crashes of the engine after every append", .oneAtATime, .timeLimit(.minutes(15)))
struct EngineCrashTests {
    /// `WORKSTREAM_CRASHES=all` tries every pair, and draws 2,100 on files; otherwise every first append with some of the second ones, and 300.
    private static let isThorough = ProcessInfo.processInfo.environment["WORKSTREAM_CRASHES"] == "all"

    @Test(
        "S12, S33, S60–S64 a run that is interrupted after any append, and again after any append of its recovery, ends like the one that is not",
        arguments: CrashCase.all)
    func everyPair(_ example: CrashCase) throws {
        let whole = CrashStory(example)
        let end = try #require(try whole.goOn().run)
        let expected = CrashEnd(end, in: whole.world)
        var pairs = 0
        for first in 1...(try #require(whole.last?.appends)) {
            let story = CrashStory(example)
            try story.goOn(dyingWith: first)
            var second = Self.isThorough ? 1 : 1 + first % 4
            while true {
                let other = try story.copy()
                let life = try other.goOn(dyingWith: second)
                if life.run == nil { try other.goOn() }
                let run = try #require(other.last?.run, "crashes with appends \(first) and \(second): the run does not end")
                let faults = CrashEnd(run, in: other.world).differences(from: expected, in: example)
                #expect(faults.isEmpty, "crashes with appends \(first) and \(second)")
                #expect(CrashEnd.doubled(in: run, other.world).isEmpty, "S33 crashes with appends \(first) and \(second)")
                let ungated = example.name == "everything" ? CrashEnd.ungated(other.last?.calls ?? []) : []
                #expect(ungated.isEmpty, "S63 crashes with appends \(first) and \(second)")
                pairs += 1
                if life.run != nil { break }
                second += Self.isThorough ? 1 : 4
            }
        }
        let appends = try #require(whole.last?.appends)
        #expect(Self.isThorough ? pairs > appends : pairs >= appends)
    }

    @Test(
        "S60–S64, S68 the same on real files, for pairs of appends that are drawn by lot", arguments: CrashCase.all.indices)
    func drawnPairs(_ place: Int) throws {
        let example = CrashCase.all[place]
        var random = SeededGenerator(seed: UInt64(place))
        let whole = CrashStory(example, on: CrashFolder(.processCrash))
        let expected = CrashEnd(try #require(try whole.goOn().run), in: whole.world)
        let appends = try #require(whole.last?.appends)
        for draw in 0..<(Self.isThorough ? 70 : 10) {
            let story = CrashStory(example, on: CrashFolder(draw % 10 == 0 ? .full : .processCrash))
            let first = 1 + random.next(below: appends)
            try story.goOn(dyingWith: first)
            let second = 1 + random.next(below: appends + 3 - first)
            if story.last?.run == nil { try story.goOn(dyingWith: second) }
            if story.last?.run == nil { try story.goOn() }
            let run = try #require(story.last?.run, "crashes with appends \(first) and \(second): the run does not end")
            let faults = CrashEnd(run, in: story.world).differences(from: expected, in: example)
            #expect(faults.isEmpty, "crashes with appends \(first) and \(second)")
            #expect(CrashEnd.doubled(in: run, story.world).isEmpty, "S33 crashes with appends \(first) and \(second)")
        }
    }
}
