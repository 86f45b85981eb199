import Testing

@testable import Workstream

@Suite("OutputText") struct OutputTextTests {
    @Test("S73 output reads like text, and the pieces come back as they were")
    func golden() {
        let pieces: [Output.Piece] = [
            .init("copying shop.tar\nPass"), .init("word: "), .init("gave\nup\n", channel: .standardError, missing: 4096), .init("\n\n"),
        ]
        let bytes = pieces.flatMap(OutputText.bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "1 copying shop.tar\n1+Pass\n1+word: \n2!4096\n2 gave\n2 up\n1 \n1 \n")
        var output = Output()
        for piece in pieces { output.append(piece) }
        #expect(OutputText.output(bytes) == output)
    }

    @Test("S73 output comes back whatever it holds, piece by piece")
    func random() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            var (output, bytes) = (Output(), [UInt8]())
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    ["a", "\n", "\r", "é", "😀", "1+", "2!7\n", "\0"].randomElement(using: &random) ?? ""
                }
                let piece = Output.Piece(
                    text.joined(), channel: Bool.random(using: &random) ? .standardOutput : .standardError,
                    missing: Int.random(in: 0...3, using: &random) == 0 ? 5 : 0)
                output.append(piece)
                bytes += OutputText.bytes(of: piece)
            }
            #expect(OutputText.output(bytes) == output)
        }
    }

    @Test("S73 what a crash left of output is read as far as it goes")
    func torn() {
        let bytes = OutputText.bytes(of: .init("one\ntwo\n"))
        for cut in 0...bytes.count {
            let text = OutputText.output(Array(bytes[..<cut])).text()
            #expect("one\ntwo\n".hasPrefix(text) || "one\n\ntwo\n".hasPrefix(text) || text.hasSuffix("\n"))
        }
        #expect(OutputText.output([0, 0, 0x0A, 0xFF, 0x0A]) == Output())
    }
}
