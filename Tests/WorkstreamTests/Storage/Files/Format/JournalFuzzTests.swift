import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Journals that were harmed", .oneAtATime) struct JournalFuzzTests {
    /// How many journals each of four tests makes, and how often it harms each: 20,160 times in all.
    private static let (journals, harms) = (24, 210)

    private static func sample(_ random: inout SeededGenerator) throws -> JournalSample {
        var sample = try JournalSample(batches: [1])
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            if Int.random(in: 0...4, using: &random) == 0 { sample.beginSegment() }
            try sample.append(Int.random(in: 1...2, using: &random))
        }
        return sample
    }

    @Test("S68 a harmed journal is never taken for whole, nor gives what was not written; what was durable is never dropped", arguments: 0..<4)
    func harmed(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let foreign = try JournalSample(.sample(2), batches: [1, 2, 1])
        for journal in 0..<Self.journals {
            let sample = try Self.sample(&random)
            var (round, done) = (0, 0)
            while done < Self.harms {
                round += 1
                let harm = JournalHarm.allCases[round % JournalHarm.allCases.count]
                let segment = Int.random(in: sample.segments.indices, using: &random)
                guard !sample.segments[segment].isEmpty else { continue }
                var harmed = sample.segments
                harmed[segment] = harm.done(to: harmed[segment], foreign: foreign.lines, &random)
                guard harmed[segment] != sample.segments[segment] else { continue }
                done += 1
                check(harmed, segment, of: sample, "seed \(seed), journal \(journal), round \(round), \(harm)")
            }
        }
    }

    private func check(_ harmed: [[UInt8]], _ segment: Int, of sample: JournalSample, _ what: String) {
        let (before, after) = (sample.segments[segment], harmed[segment])
        let isLast = segment + 1 == harmed.count
        let reading = JournalReading(harmed, decoding: false)

        // Only what was written is read: the end is one of the places, and all bytes before it are as they were.
        let isPlace = (sample.places + sample.headers).contains { $0 == reading.end || $0.nextSegment == reading.end }
        #expect(isPlace, "\(what)")
        if reading.end.segment == sample.segment(segment) {
            #expect(before.prefix(reading.end.bytes) == after.prefix(reading.end.bytes), "\(what)")
        }

        // Whole is only what ends where a line ended.
        if reading.isWhole { #expect(isLast && after == Array(before[..<reading.end.bytes]), "\(what)") }
        if !isLast { #expect(reading.error?.code == .damaged, "\(what)") }

        // A line that was written after the one that is bad, and stands there whole, knows that the bad one was durable.
        if reading.error == nil, !reading.isWhole {
            let later = JournalSample.lines(of: before).dropFirst(max(reading.end.lines, 1) + 1)
            let bytes = Data(after)
            #expect(!later.contains { bytes.range(of: Data($0)) != nil }, "\(what)")
        }

        // The head knows the end, so nothing that is missing escapes.
        let known = JournalReading(harmed, known: sample.end, decoding: false)
        if after.starts(with: before), isLast {
            #expect(known.end == sample.end && !known.isWhole, "\(what)")
        } else {
            #expect(known.error?.code == .damaged, "\(what)")
        }
    }

    @Test("S68 the end of a journal that was cut between two lines is not seen, unless its head knows more")
    func cutBetweenLines() throws {
        let sample = try JournalSample(batches: [1, 3, 1, 2])
        for (index, place) in sample.places.enumerated().dropFirst() {
            let cut = [Array(sample.bytes[..<place.bytes])]
            #expect(JournalReading(cut).isWhole)
            for (other, known) in sample.places.enumerated() {
                let reading = JournalReading(cut, known: known)
                #expect(reading.error?.code == (other > index ? .damaged : nil))
            }
        }
    }
}
