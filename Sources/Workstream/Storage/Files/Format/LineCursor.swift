#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

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
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - position >= count, let base = bytes.baseAddress, memcmp(base + position, text.utf8Start, count) == 0 else { return false }
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

    /// Reads so many bytes as text.
    mutating func text(_ count: Int) -> String? {
        guard bytes.count - position >= count else { return nil }
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }
}
