/// Reads the fields of a line one after another, where their order is fixed and every byte is known but their values.
struct LineCursor {
    /// The line.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where reading goes on.
    private(set) var position: Int

    /// Begins at a place in a line.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Whether nothing is left.
    var isAtEnd: Bool { position == bytes.count }

    /// Whether nothing is left but spaces.
    var isAtBlankEnd: Bool { bytes[position...].allSatisfy { $0 == UInt8(ascii: " ") } }

    /// Goes past a text, if it stands here.
    ///
    /// Compared a word at a time where it is called, so that a text which is known when this is compiled costs a few comparisons and no call.
    @inline(__always)
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - position >= count, let base = bytes.baseAddress else { return count == 0 }
        let here = UnsafeRawPointer(base + position)
        let there = UnsafeRawPointer(text.utf8Start)
        if count < 4 {
            for offset in 0..<count where here.load(fromByteOffset: offset, as: UInt8.self) != there.load(fromByteOffset: offset, as: UInt8.self) {
                return false
            }
        } else if count < 8 {
            guard Self.agree(here, there, from: 0, as: UInt32.self), Self.agree(here, there, from: count - 4, as: UInt32.self) else { return false }
        } else {
            var offset = 0
            while true {
                // The last eight overlap those before.
                offset = min(offset, count - 8)
                guard Self.agree(here, there, from: offset, as: UInt64.self) else { return false }
                if offset == count - 8 { break }
                offset += 8
            }
        }
        position += count
        return true
    }

    @inline(__always)
    private static func agree<Word: FixedWidthInteger & BitwiseCopyable>(
        _ here: UnsafeRawPointer, _ there: UnsafeRawPointer, from offset: Int, as word: Word.Type
    ) -> Bool {
        here.loadUnaligned(fromByteOffset: offset, as: word) == there.loadUnaligned(fromByteOffset: offset, as: word)
    }

    /// Goes on at another place.
    mutating func move(to position: Int) {
        self.position = position
    }

    /// Reads a whole number without sign and without zeros in front.
    ///
    /// Most have less than eight digits, and are read where they are asked for, without a call.
    @inline(__always)
    mutating func integer() -> Int? {
        let (value, count) = digits()
        if count == 8 { return longInteger(from: value) }
        guard count > 0, count == 1 || bytes[position] != UInt8(ascii: "0") else { return nil }
        position += count
        return value
    }

    /// The same where a number may have more than eight digits: times have nineteen.
    ///
    /// - Parameter start: The first eight.
    private mutating func longInteger(from start: Int) -> Int? {
        guard bytes[position] != UInt8(ascii: "0") else { return nil }
        position += 8
        var (value, count) = (start, 8)
        while count == 8 {
            let piece: Int
            (piece, count) = digits()
            // Not by the count, which is known much later than that it is eight.
            position += count == 8 ? 8 : count
            let (room, isTooLarge) = value.multipliedReportingOverflow(by: Self.power(of: count))
            let (sum, isTooLargeToo) = room.addingReportingOverflow(piece)
            guard !isTooLarge, !isTooLargeToo else { return nil }
            value = sum
        }
        return value
    }

    /// Ten to the power of at most eight.
    @inline(__always)
    private static func power(of count: Int) -> Int {
        switch count {
        case 8: 100_000_000
        case 3: 1_000
        default: (0..<count).reduce(1) { power, _ in power * 10 }
        }
    }

    /// The digits that stand here, at most eight, as a number, and how many they are.
    ///
    /// They are read as one word. The digits of a pair, then of two pairs, then of two fours are brought together side by side (D. Lemire, "Quickly parsing
    /// eight digits", 2018); fewer than eight get zeros in front.
    @inline(__always)
    private func digits() -> (value: Int, count: Int) {
        guard bytes.count - position >= 8, let base = bytes.baseAddress else { return lastDigits() }
        let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
        // A byte that is no digit has one of its upper four bits now, or gets one by adding six. What is carried on from such a byte comes after it.
        let others = (word | (word &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0
        if others == 0 { return (Self.value(ofDigits: word), 8) }
        let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x38
        return bits == 0 ? (0, 0) : (Self.value(ofDigits: word << (64 - bits)), Int(bits >> 3))
    }

    @inline(__always)
    private static func value(ofDigits word: UInt64) -> Int {
        let pairs = (word &* 10 &+ word >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
        return Int((fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF)
    }

    /// The same near the end of the line.
    @inline(never)
    private func lastDigits() -> (value: Int, count: Int) {
        bytes[position...].prefix(8).prefix { $0 &- UInt8(ascii: "0") < 10 }
            .reduce(into: (value: 0, count: 0)) { $0 = ($0.value * 10 + Int($1 &- UInt8(ascii: "0")), $0.count + 1) }
    }

    /// Reads a word of letters; empty where none stands here.
    mutating func word() -> String {
        let letters = bytes[position...].prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        position = letters.endIndex
        return String(decoding: letters, as: UTF8.self)
    }

    /// Reads a checksum.
    mutating func checksum() -> UInt32? {
        guard bytes.count - position >= 8, let value = ChecksumText.value(of: bytes[position..<position + 8]) else { return nil }
        position += 8
        return value
    }

    /// Reads a value that is plainly canonical, as its text; `nil` when it is not.
    mutating func plainValue() -> [UInt8]? {
        guard let end = PlainValue.end(of: bytes, from: position) else { return nil }
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// Reads a text in quotes that is ASCII and has no escapes.
    mutating func plainText() -> String? {
        guard skip("\""), let end = JournalScanner.position(of: UInt8(ascii: "\""), in: bytes, from: position),
            case let content = UnsafeBufferPointer(rebasing: bytes[position..<end]), content.holdsOnlyPlainBytes
        else { return nil }
        position = end + 1
        return String(decoding: content, as: UTF8.self)
    }

    /// Reads so many bytes as text.
    mutating func text(_ count: Int) -> String? {
        guard bytes.count - position >= count else { return nil }
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }
}
