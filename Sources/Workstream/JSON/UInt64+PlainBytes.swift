extension UInt64 {
    /// Whether all eight bytes are ASCII that a JSON string holds as it is: no quote, no backslash, no control character.
    ///
    /// A byte of `x - 0x01…` has its high bit set where the byte of `x` was zero (a borrow may set higher ones too, which costs the fast way only), so a byte
    /// is found by making it zero, and one below 0x20 by subtracting that.
    @inline(__always)
    var holdsOnlyPlainBytes: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = (self ^ ones &* 0x22) &- ones
        let backslash = (self ^ ones &* 0x5C) &- ones
        let control = self &- ones &* 0x20
        return (self | quote | backslash | control) & (ones &* 0x80) == 0
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether all bytes are ASCII that a JSON string holds as it is; eight are looked at together, the last eight perhaps twice.
    var holdsOnlyPlainBytes: Bool {
        guard count >= 8, let start = UnsafeRawPointer(baseAddress) else {
            var word: UInt64 = 0x2020_2020_2020_2020
            for byte in self { word = word << 8 | UInt64(byte) }
            return word.holdsOnlyPlainBytes
        }
        var offset = 0
        while offset < count - 8 {
            guard start.loadUnaligned(fromByteOffset: offset, as: UInt64.self).holdsOnlyPlainBytes else { return false }
            offset += 8
        }
        return start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self).holdsOnlyPlainBytes
    }
}
