extension JSONParser {
    /// Reads a number from its sign or first digit to behind its last.
    mutating func number() throws(JSON.ParseError) -> JSON {
        let start = position
        var index = start
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }

        let firstDigit = index
        // Nineteen digits always fit; a longer number takes the slow way.
        var digits: UInt64 = 0
        while index < bytes.count, let digit = digit(at: index) {
            digits = digits &* 10 &+ UInt64(digit)
            index += 1
        }
        guard index > firstDigit else { throw malformed(at: index, "A digit is missing") }
        if bytes[firstDigit] == UInt8(ascii: "0"), index > firstDigit + 1 { throw malformed(at: firstDigit, "A number begins with a needless zero") }
        var digitCount = index - firstDigit

        var isInteger = true
        var exponent = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            let firstFraction = index
            while index < bytes.count, let digit = digit(at: index) {
                digits = digits &* 10 &+ UInt64(digit)
                index += 1
            }
            guard index > firstFraction else { throw malformed(at: index, "A digit is missing behind the point") }
            exponent -= index - firstFraction
            digitCount += index - firstFraction
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            index += 1
            exponent += try exponentPart(&index)
        }
        position = index
        if isInteger {
            if digitCount > 19 { return try longInteger(start..<index, isNegative: isNegative, digits: firstDigit..<index) }
            if digits == 0, isNegative { return .number(-0.0) }
            return .integer(isNegative ? -Int128(digits) : Int128(digits))
        }
        // Both factors are exact here, so that one correctly rounded operation gives the correctly rounded value (Clinger's fast path).
        if digitCount <= 19, digits <= 1 << 53, exponent >= -22, exponent <= 22 {
            let power = Self.powersOfTen[abs(exponent)]
            let magnitude = exponent < 0 ? Double(digits) / power : Double(digits) * power
            return .number(isNegative ? -magnitude : magnitude)
        }
        guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)), value.isFinite else {
            throw outOfRange(start..<index, "a Double")
        }
        return .number(value)
    }

    private func digit(at index: Int) -> UInt8? {
        let value = bytes[index] &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }

    private func exponentPart(_ index: inout Int) throws(JSON.ParseError) -> Int {
        var isNegative = false
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        let first = index
        var value = 0
        while index < bytes.count, let digit = digit(at: index) {
            // Beyond this the fast path is out of reach whatever follows, and the slow one reads the text itself.
            if value < 1_000_000 { value = value * 10 + Int(digit) }
            index += 1
        }
        guard index > first else { throw malformed(at: index, "A digit is missing in the exponent") }
        return isNegative ? -value : value
    }

    private func longInteger(_ all: Range<Int>, isNegative: Bool, digits: Range<Int>) throws(JSON.ParseError) -> JSON {
        var value: Int128 = 0
        for index in digits {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int128(bytes[index] - UInt8(ascii: "0"))
            let (sum, carry) = isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            if overflow || carry { throw outOfRange(all, "an integer of 128 bits") }
            value = sum
        }
        return .integer(value)
    }

    private func malformed(at index: Int, _ what: String) -> JSON.ParseError {
        fault(
            .malformedNumber, at: index, what, why: "JSON numbers look like 0, -12, 3.25 or 6e-3",
            remedy: "Write the number so, or as a string in quotes")
    }

    private func outOfRange(_ range: Range<Int>, _ kind: String) -> JSON.ParseError {
        let text = String(decoding: bytes[range].prefix(40), as: UTF8.self) + (range.count > 40 ? "…" : "")
        return fault(
            .numberOutOfRange, at: range.lowerBound, "The number \(text) is too large for \(kind)", why: "It could not be kept as it is",
            remedy: "Write it as a string in quotes")
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
