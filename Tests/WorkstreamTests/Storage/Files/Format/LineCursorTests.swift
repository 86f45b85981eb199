import Testing

@testable import Workstream

@Suite("Fields of a line") struct LineCursorTests {
    /// Reads a number that stands between other bytes, and says where reading would go on.
    private func integer(_ text: String, behind: String) -> (value: Int?, position: Int) {
        Array(("x" + text + behind).utf8).withUnsafeBufferPointer { bytes in
            var cursor = LineCursor(bytes, at: 1)
            return (cursor.integer(), cursor.position - 1)
        }
    }

    @Test("a number of any length is read, whatever stands behind it and however little", arguments: 1...19)
    func lengths(count: Int) throws {
        let digits = "1234567890123456789".prefix(count)
        // Neighbours of the digits among the characters, and bytes that no text has.
        for behind in ["", ",", "/", ":", "}]}", "\0", "\u{FF}", "aaaaaaaaaaaaaaaa", "         ", "::::::::", "////////", "\u{10FFFF}\u{10FFFF}"] {
            let found = integer(String(digits), behind: behind)
            #expect(found.value == Int(digits) && found.position == count, "\(digits)\(behind)")
        }
    }

    @Test("no other byte is taken for a digit", arguments: 1...19)
    func bytes(count: Int) {
        let digits = Array("1234567890123456789".utf8.prefix(count))
        for byte in UInt8.min ... .max where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            for behind in [[byte], [byte, 0x31, 0x31], Array(repeating: byte, count: 16)] {
                let found = (digits + behind).withUnsafeBufferPointer { bytes in
                    var cursor = LineCursor(bytes)
                    return (cursor.integer(), cursor.position)
                }
                #expect(found.0 == Int(String(decoding: digits, as: UTF8.self)) && found.1 == count, "\(count) digits, then \(behind)")
            }
        }
    }

    @Test(
        "what is no number, or not as numbers are written, is refused",
        arguments: [
            "", "-1", "01", "00", "00000000", "0123456789", "9223372036854775808", "99999999999999999999", "1000000000000000000000000000", "a",
        ])
    func refused(text: String) {
        for behind in ["", ",", ",,,,,,,,,,,,"] { #expect(integer(text, behind: behind).value == nil, "\(text)\(behind)") }
    }

    @Test("the largest number is read, and the least", arguments: [Int.max, 0, 7, 10, 99_999_999, 100_000_000, 9_999_999_999_999_999])
    func limits(value: Int) {
        for behind in ["", "}", "            "] { #expect(integer("\(value)", behind: behind).value == value) }
    }
}
