/// Text at the end of bytes, without making a string of it first.
extension [UInt8] {
    /// Adds a text.
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a number in decimal digits.
    mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        // A number of 64 bits has 20 digits at most.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = number.magnitude
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// Adds a number in decimal digits.
    mutating func append(decimal number: Int) {
        append(decimal: Int64(number))
    }

    /// Adds the digits of a checksum.
    mutating func append(checksum: UInt32) {
        for place in 0..<8 { append(ChecksumText.digit(place, of: checksum)) }
    }
}
