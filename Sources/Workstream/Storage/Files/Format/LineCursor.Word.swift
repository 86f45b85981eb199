#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension LineCursor {
    /// A word where it stands in a line, so that a million of them are compared without making a string of any.
    struct Word {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>

        /// The word as text.
        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// Whether the word is this one; it lets a `switch` have words as its cases.
        static func ~= (text: StaticString, word: Word) -> Bool {
            guard word.bytes.count == text.utf8CodeUnitCount else { return false }
            guard let base = word.bytes.baseAddress else { return true }
            return memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0
        }
    }

    /// Reads a word of letters; empty where none stands here.
    mutating func word() -> Word {
        let start = position
        while let letter = byte, letter | 0x20 >= UInt8(ascii: "a"), letter | 0x20 <= UInt8(ascii: "z") { move(to: position + 1) }
        return Word(bytes: UnsafeBufferPointer(rebasing: bytes[start..<position]))
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
}
