/// Checksums as they stand in files: eight hexadecimal digits in lower case.
enum ChecksumText {
    /// The digits of a checksum.
    static func text(of checksum: UInt32) -> String {
        String(decoding: (0..<8).map { digit($0, of: checksum) }, as: UTF8.self)
    }

    /// The digit of a checksum at a place from 0.
    static func digit(_ place: Int, of checksum: UInt32) -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: checksum >> UInt32(28 - 4 * place) & 0xF)
        return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }

    /// The checksum that eight digits say; `nil` when they are others, capitals too, so that each checksum has one text.
    static func value(of digits: some Collection<UInt8>) -> UInt32? {
        guard digits.count == 8 else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value
    }
}
