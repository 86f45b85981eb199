import Testing

@testable import Workstream

@Suite("OutputKeeper") struct OutputKeeperTests {
    /// Writes pieces of a text, and puts together what a storage would then hold.
    private func keep(_ pieces: [String], limit: Int) -> (output: Output, summary: OutputSummary?) {
        var keeper = OutputKeeper(limit: limit)
        var output = Output()
        for piece in pieces {
            if let kept = keeper.write(piece, to: .standardOutput) { output.append(kept) }
        }
        let (rest, summary) = keeper.finish()
        for piece in rest { output.append(piece) }
        return (output, summary)
    }

    @Test("S73 output up to the limit is kept whole", arguments: [1, 2, 7, 100])
    func whole(size: Int) {
        let pieces = (0..<(100 / size)).map { String(repeating: String($0 % 10), count: size) }
        let (output, summary) = keep(pieces, limit: 100)
        #expect(output.text() == pieces.joined())
        #expect(summary == OutputSummary(length: pieces.joined().utf8.count))
    }

    @Test("S32 of output above the limit the beginning and the end are kept, and the rest is counted and hashed", arguments: [1, 4, 10, 1000, 5000])
    func clipped(size: Int) {
        let pieces = (0..<(20_000 / size)).map { index in String((0..<size).map { Character("\((index * size + $0) % 10)") }) }
        let all = pieces.joined()
        let (output, summary) = keep(pieces, limit: 100)
        #expect(summary == OutputSummary(length: 20_000, missing: 19_900, digest: SHA256.hash(Array(all.utf8)).description))
        #expect(output.length == 20_000)
        #expect(output.missing == 19_900)
        let kept = output.pieces.map(\.text).joined()
        #expect(kept == all.prefix(50) + all.suffix(50))
    }

    @Test("S32 no more than the limit is ever kept, whatever is written", arguments: 0..<200)
    func random(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let limit = generator.next(below: 200)
        let pieces = (0..<generator.next(below: 60)).map { _ in
            String((0..<generator.next(below: 90)).map { _ in ["a", "ö", "€", "😀", "\n"][generator.next(below: 5)] as Character })
        }
        let (output, summary) = keep(pieces, limit: limit)
        let total = pieces.joined().utf8.count
        #expect(output.length == total)
        #expect(output.pieces.reduce(0) { $0 + $1.text.utf8.count } <= limit)
        #expect(summary?.length ?? 0 == total)
        #expect(summary?.missing ?? 0 == output.missing)
        if total <= limit { #expect(output.missing == 0) }
        // A cut loses at most the three bytes of a character that it would have gone through, at each of the two ends.
        if total > limit { #expect(output.missing <= total - limit + 6) }
    }

    @Test("pieces keep their streams and their order")
    func channels() {
        var keeper = OutputKeeper(limit: 10)
        #expect(keeper.write("one", to: .standardOutput) == Output.Piece("one"))
        #expect(keeper.write("twotwo", to: .standardError) == Output.Piece("tw", channel: .standardError))
        #expect(keeper.write("x", to: .standardOutput) == nil)
        #expect(keeper.finish().pieces == [Output.Piece("otwo", channel: .standardError), Output.Piece("x")])
    }

    @Test("no output has no summary")
    func empty() {
        var keeper = OutputKeeper(limit: 10)
        #expect(keeper.write("", to: .standardOutput) == nil)
        #expect(keeper.finish().summary == nil)
    }
}
