/// Cuts Swift text into words and single signs, and leaves out comments and the text of strings; what is interpolated into a string stays.
///
/// It works on bytes, because the whole tree is cut in every run of the tests.
struct TokenCutter {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// All of them.
    mutating func tokens() -> [String] {
        var tokens: [String] = []
        collect(into: &tokens, isInterpolation: false)
        return tokens
    }

    private mutating func collect(into tokens: inout [String], isInterpolation: Bool) {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if isNext("//") {
                while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            } else if isNext("/*") {
                skipComment()
            } else if let hashes = stringStart() {
                skipString(hashes: hashes, into: &tokens)
            } else if Self.isWord(byte) {
                let start = position
                while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
                tokens.append(String(decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "`") }, as: UTF8.self))
            } else {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                if isInterpolation, depth < 0 { return }
                if byte > UInt8(ascii: " ") { tokens.append(String(UnicodeScalar(byte))) }
                position += 1
            }
        }
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if isNext("/*") {
                depth += 1
                position += 2
            } else if isNext("*/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < bytes.count
    }

    /// How many number signs stand before the quotation mark that comes next; `nil` when no string does.
    private func stringStart() -> Int? {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - position : nil
    }

    private mutating func skipString(hashes: Int, into tokens: inout [String]) {
        let marks = String(repeating: "#", count: hashes)
        position += hashes
        let quote = isNext("\"\"\"") ? "\"\"\"" : "\""
        position += quote.utf8.count
        while position < bytes.count {
            if isNext(quote + marks) {
                position += quote.utf8.count + hashes
                return
            } else if isNext("\\" + marks + "(") {
                position += hashes + 2
                collect(into: &tokens, isInterpolation: true)
                position += 1
            } else {
                position += isNext("\\" + marks) ? hashes + 2 : 1
            }
        }
    }

    private func isNext(_ text: String) -> Bool {
        var index = position
        for byte in text.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "_"), UInt8(ascii: "`"), 0x80...: true
        default: false
        }
    }
}
