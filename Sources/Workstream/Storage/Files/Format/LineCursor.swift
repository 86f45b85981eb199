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

    /// Goes past a text, if it stands here.
    ///
    /// Compared eight bytes at a time where it is called, so that a text which is known when this is compiled costs a few comparisons and no call.
    @inline(__always)
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - position >= count, let base = bytes.baseAddress else { return count == 0 }
        let here = UnsafeRawPointer(base + position)
        let there = UnsafeRawPointer(text.utf8Start)
        if count < 8 {
            for offset in 0..<count where here.load(fromByteOffset: offset, as: UInt8.self) != there.load(fromByteOffset: offset, as: UInt8.self) {
                return false
            }
        } else {
            var offset = 0
            while true {
                // The last eight overlap those before.
                offset = min(offset, count - 8)
                guard here.loadUnaligned(fromByteOffset: offset, as: UInt64.self) == there.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                else { return false }
                if offset == count - 8 { break }
                offset += 8
            }
        }
        position += count
        return true
    }

    /// Goes on at another place.
    mutating func move(to position: Int) {
        self.position = position
    }

    /// Reads a whole number without sign and without zeros in front.
    mutating func integer() -> Int? {
        var value = 0
        let start = position
        // Times have nineteen digits: twice eight are read as one number each.
        while position - start < 16, let eight = eightDigits() {
            value = value &* 100_000_000 &+ eight
            position += 8
        }
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            // 18 digits always fit, and most numbers have no more.
            if position - start < 18 {
                value = value &* 10 &+ Int(digit)
            } else {
                let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
                let (sum, isTooLargeToo) = tens.addingReportingOverflow(Int(digit))
                guard !isTooLarge, !isTooLargeToo else { return nil }
                value = sum
            }
            position += 1
        }
        return position > start && (bytes[start] != UInt8(ascii: "0") || position == start + 1) ? value : nil
    }

    /// The next eight bytes as a number, if all of them are digits.
    ///
    /// The digits of a pair, then of two pairs, then of two fours are brought together side by side (D. Lemire, "Quickly parsing eight digits", 2018).
    @inline(__always)
    private func eightDigits() -> Int? {
        guard bytes.count - position >= 8, let base = bytes.baseAddress else { return nil }
        var word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
        // A byte that is no digit has one of its upper four bits now, or gets one by adding six.
        guard (word | word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return nil }
        word = (word &* 10 &+ word >> 8) & 0x00FF_00FF_00FF_00FF
        word = (word &* 100 &+ word >> 16) & 0x0000_FFFF_0000_FFFF
        return Int((word &* 10_000 &+ word >> 32) & 0xFFFF_FFFF)
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
