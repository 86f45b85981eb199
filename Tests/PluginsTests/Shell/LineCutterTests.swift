import Testing

@testable import WorkstreamPlugins

@Suite("Live output is cut where lines end")
struct LineCutterTests {
    @Test("lines are handed on whole, however their bytes come")
    func wholeLines() {
        let text = "one\n\nzwei ä€😀\nthree"
        for size in 1...12 {
            var cutter = LineCutter()
            var pieces: [String] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                if let piece = cutter.append(Array(rest.prefix(size))) { pieces.append(piece) }
                rest = rest.dropFirst(size)
            }
            #expect(pieces.allSatisfy { $0.hasSuffix("\n") })
            if let last = cutter.finish() { pieces.append(last) }
            #expect(pieces.joined() == text)
            #expect(cutter.finish() == nil)
        }
    }

    @Test("a line without an end is handed on in parts, with no character split")
    func endlessLine() {
        var cutter = LineCutter()
        var text = ""
        let bytes = Array(String(repeating: "€", count: 100_000).utf8)
        var rest = bytes[...]
        while !rest.isEmpty {
            if let piece = cutter.append(Array(rest.prefix(1_000))) { text += piece }
            rest = rest.dropFirst(1_000)
        }
        #expect(text.utf8.count >= bytes.count - LineCutter.longestLine)
        text += cutter.finish() ?? ""
        #expect(text == String(repeating: "€", count: 100_000))
    }
}
