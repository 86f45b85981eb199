/// Live output as text that people can read: `output/NODE-ATTEMPT.txt`.
///
/// Each line begins with a mark of two characters. The first is the stream: `1` is standard output, `2` standard error. The second is a space where a line of
/// output follows; `+` where the rest of the line is output that goes on with the next mark, without the line feed; `!` where so many bytes were left out:
///
/// ```text
/// 1 copying shop.tar
/// 1+Password:
/// 2!4096
/// 2 gave up
/// ```
enum OutputText {
    /// The bytes of a piece, to be added to the file.
    static func bytes(of piece: Output.Piece) -> [UInt8] {
        let stream = UInt8(ascii: piece.channel == .standardOutput ? "1" : "2")
        var bytes: [UInt8] = []
        if piece.missing > 0 { bytes += [stream, UInt8(ascii: "!")] + Array("\(piece.missing)\n".utf8) }
        guard !piece.text.isEmpty else { return bytes }
        let lines = piece.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for line in lines.dropLast() { bytes += [stream, UInt8(ascii: " ")] + Array(line) + [UInt8(ascii: "\n")] }
        if let last = lines.last, !last.isEmpty { bytes += [stream, UInt8(ascii: "+")] + Array(last) + [UInt8(ascii: "\n")] }
        return bytes
    }

    /// Reads the file; what a crash left of it is read as far as it goes.
    ///
    /// - Complexity: Linear in the number of bytes.
    static func output(_ bytes: [UInt8]) -> Output {
        var output = Output()
        for line in bytes.split(separator: UInt8(ascii: "\n")) where line.count >= 2 {
            guard let first = line.first, first == UInt8(ascii: "1") || first == UInt8(ascii: "2") else { continue }
            var piece = Output.Piece("", channel: first == UInt8(ascii: "1") ? .standardOutput : .standardError)
            let text = String(decoding: line.dropFirst(2), as: UTF8.self)
            switch line[line.startIndex + 1] {
            case UInt8(ascii: " "): piece.text = text + "\n"
            case UInt8(ascii: "+"): piece.text = text
            case UInt8(ascii: "!"): piece.missing = min(max(0, Int(text) ?? 0), 1 << 40)
            default: continue
            }
            output.append(piece)
        }
        return output
    }
}
