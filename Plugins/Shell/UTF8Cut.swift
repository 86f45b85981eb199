/// Where bytes can be cut without splitting a character of UTF-8.
enum UTF8Cut {
    /// How many of the bytes come before a character that is begun and not finished at their end; all of them, if there is none.
    static func floor(of bytes: [UInt8]) -> Int {
        var start = bytes.count
        // A character has at most four bytes, so an unfinished one has at most three.
        for _ in 0..<min(3, bytes.count) {
            start -= 1
            let byte = bytes[start]
            if byte & 0b1100_0000 == 0b1000_0000 { continue }
            return start + length(announcedBy: byte) > bytes.count ? start : bytes.count
        }
        return bytes.count
    }

    /// How many bytes at the beginning belong to a character whose first byte is not there.
    static func ceiling(of bytes: [UInt8]) -> Int {
        var count = 0
        while count < min(3, bytes.count), bytes[count] & 0b1100_0000 == 0b1000_0000 { count += 1 }
        return count
    }

    private static func length(announcedBy byte: UInt8) -> Int {
        switch byte {
        case 0b1100_0000..<0b1110_0000: 2
        case 0b1110_0000..<0b1111_0000: 3
        case 0b1111_0000..<0b1111_1000: 4
        default: 1
        }
    }
}
