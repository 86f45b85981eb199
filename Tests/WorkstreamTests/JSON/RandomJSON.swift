import Workstream

/// Makes random JSON values; the same seed makes the same ones.
struct RandomJSON {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A value with as many levels at most.
    mutating func value(levels: Int = 4) -> JSON {
        switch below(levels > 0 ? 9 : 6) {
        case 0: .null
        case 1: .bool(below(2) == 0)
        case 2: .integer(integer())
        case 3: .number(number())
        case 4, 5: .string(text())
        case 6, 7: .array((0..<below(5)).map { _ in value(levels: levels - 1) })
        default: .object(Dictionary((0..<below(5)).map { _ in (text(), value(levels: levels - 1)) }, uniquingKeysWith: { $1 }))
        }
    }

    mutating func integer() -> Int128 {
        let bits = Int128(bitPattern: UInt128(next()) << 64 | UInt128(next()))
        return below(10) == 0 ? [.min, .max, 0, -1, Int128(Int64.min), Int128(UInt64.max)][below(6)] : bits >> Int128(below(128))
    }

    mutating func number() -> Double {
        switch below(3) {
        case 0:
            let value = Double(bitPattern: next())
            return value.isFinite ? value : -0.0
        case 1: return Double(Int64(bitPattern: next()) >> Int64(below(64))) / 1000
        default: return Double(below(2001) - 1000)
        }
    }

    mutating func text() -> String {
        var text = ""
        for _ in 0..<below(12) {
            let ranges: [ClosedRange<UInt32>] = [
                0x61...0x7A, 0x61...0x7A, 0x20...0x7E, 0x00...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0xFF, 0x300...0x36F, 0x370...0xD7FF,
                0xE000...0xFFFD,
                0x10000...0x10FFFF,
            ]
            let range = ranges[below(ranges.count)]
            text.unicodeScalars.append(Unicode.Scalar(range.lowerBound + UInt32(below(range.count)))!)
        }
        return text
    }
}
