import Testing

@testable import WorkstreamPlugins

@Suite("Output is kept up to its limit")
struct StreamKeeperTests {
    private func keep(_ bytes: [UInt8], limit: Int, pieces: Int) -> KeptOutput {
        var keeper = StreamKeeper(limit: limit)
        var rest = bytes[...]
        while !rest.isEmpty {
            keeper.append(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return keeper.kept
    }

    @Test("S32 beginning, end and length are right for every limit, length and size of pieces", arguments: [0, 1, 2, 7, 16, 33])
    func allSizes(limit: Int) {
        for length in 0...80 {
            let bytes = (0..<length).map { UInt8($0) }
            for pieces in [1, 3, 10, 100] {
                let kept = keep(bytes, limit: limit, pieces: pieces)
                #expect(kept.length == length)
                #expect(kept.missing == max(0, length - limit))
                #expect(bytes.starts(with: kept.beginning))
                #expect(bytes.reversed().starts(with: kept.end.reversed()))
                if length <= limit { #expect(kept.beginning + kept.end == bytes) }
            }
        }
    }

    @Test("no character is split where something is left out")
    func characters() {
        let text = String(repeating: "ä€😀", count: 20)
        for limit in 10...40 {
            let kept = keep(Array(text.utf8), limit: limit, pieces: 5).text
            #expect(!kept.contains("\u{FFFD}"))
            #expect(kept.contains("bytes are left out"))
        }
    }

    @Test("the text says how much is left out")
    func gap() {
        #expect(keep(Array("abcdefghij".utf8), limit: 4, pieces: 3).text == "ab\n[… 6 bytes are left out …]\nij")
        #expect(keep([0x61, 0xff, 0x62], limit: 10, pieces: 1).text == "a\u{FFFD}b")
    }
}
