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
