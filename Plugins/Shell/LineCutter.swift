/// Cuts a stream into pieces that end where a line ends, so that whoever shows two streams side by side never splits a line.
struct LineCutter {
    /// The longest unfinished line that is held back, in bytes; a longer one is handed on in parts.
    static let longestLine = 64 * 1024

    private var unfinished: [UInt8] = []

    /// Takes the next bytes, and gives the text of all lines that are now complete, with their newlines; `nil` when there are none.
    mutating func append(_ bytes: [UInt8]) -> String? {
        guard let newline = Self.lastNewline(in: bytes) else {
            unfinished.append(contentsOf: bytes)
            return unfinished.count > Self.longestLine ? cut(UTF8Cut.floor(of: unfinished)) : nil
        }
        let lines = String(decoding: unfinished + bytes[...newline], as: UTF8.self)
        unfinished.removeAll(keepingCapacity: true)
        unfinished.append(contentsOf: bytes[(newline + 1)...])
        return lines
    }

    /// The text of the last line, if the stream did not end with a newline.
    mutating func finish() -> String? {
        unfinished.isEmpty ? nil : cut(unfinished.count)
    }

    private static func lastNewline(in bytes: [UInt8]) -> Int? {
        var index = bytes.count
        while index > 0 {
            index -= 1
            if bytes[index] == UInt8(ascii: "\n") { return index }
        }
        return nil
    }

    private mutating func cut(_ count: Int) -> String {
        let text = String(decoding: unfinished[..<count], as: UTF8.self)
        unfinished.removeFirst(count)
        return text
    }
}
