import Foundation
import Testing
import Workstream

@Suite("JSON: reading")
struct ParsingTests {
    @Test(
        "numbers keep the form in which they are written",
        arguments: [
            ("0", JSON.integer(0)), ("-0", .number(-0.0)), ("-0.0", .number(-0.0)), ("1", .integer(1)), ("1.0", .number(1)), ("1e2", .number(100)),
            ("-12", .integer(-12)), ("9999999999999999999", .integer(9_999_999_999_999_999_999)),
            ("18446744073709551616", .integer(18_446_744_073_709_551_616)),
            ("170141183460469231731687303715884105727", .integer(.max)), ("-170141183460469231731687303715884105728", .integer(.min)),
            ("0.1", .number(0.1)), ("1e-5", .number(1e-5)), ("123456789012345678901234567890.5", .number(123456789012345678901234567890.5)),
            ("1e-400", .number(0)), ("9007199254740993.0", .number(9007199254740993.0)), ("1E+2", .number(100)),
            ("5e-324", .number(.leastNonzeroMagnitude)),
        ] as [(String, JSON)])
    func numbers(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
        #expect(try JSON(parsing: value.text()) == value)
    }

    @Test(
        "numbers that cannot be kept are refused",
        arguments: [
            "170141183460469231731687303715884105728", "-170141183460469231731687303715884105729", "1e400", "-1e400", "1e99999999999999999999",
        ])
    func outOfRange(text: String) {
        #expect { try JSON(parsing: "[\(text)]") } throws: { ($0 as? JSON.ParseError)?.code == .numberOutOfRange }
    }

    @Test("1 and 1.0 are two values, and so are 0.0 and -0.0")
    func twoValues() throws {
        #expect(JSON.integer(1) != .number(1))
        #expect(JSON.number(0.0) != .number(-0.0))
        #expect(JSON.number(.nan) == .number(.nan))
        #expect(JSON.string("\u{E9}") != .string("e\u{301}"))
        #expect(JSON.object(["\u{E9}": 1]) != .object(["e\u{301}": 1]))
        #expect(Set([JSON.integer(1), .number(1), .number(1)]).count == 2)
    }

    @Test("the last of several equal keys wins")
    func lastWins() throws {
        #expect(try JSON(parsing: #"{"a":1,"b":2,"a":3}"#) == ["a": 3, "b": 2])
    }

    @Test("escapes stand for what they say")
    func escapes() throws {
        #expect(try JSON(parsing: #""a\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00\u0000""#) == .string("a\"\\/\u{8}\u{C}\n\r\tA\u{E9}\u{1F600}\0"))
    }

    struct Place: Sendable, CustomTestStringConvertible {
        var text: String
        var code: JSON.ParseError.Code
        var line: Int
        var column: Int
        var offset: Int
        var path: String
        var testDescription: String { text }

        init(_ text: String, _ code: JSON.ParseError.Code, _ line: Int, _ column: Int, _ offset: Int, _ path: String) {
            (self.text, self.code, self.line, self.column, self.offset, self.path) = (text, code, line, column, offset, path)
        }
    }

    @Test(
        "errors say line, column, byte and path",
        arguments: [
            Place("", .unexpectedEnd, 1, 1, 0, "$"),
            Place("  ", .unexpectedEnd, 1, 3, 2, "$"),
            Place("[1,", .unexpectedEnd, 1, 4, 3, "$[1]"),
            Place("[1", .unexpectedEnd, 1, 3, 2, "$[1]"),
            Place("[1 2]", .unexpectedByte, 1, 4, 3, "$[1]"),
            Place("[1,]", .unexpectedByte, 1, 4, 3, "$[1]"),
            Place("{\"a\":1,}", .unexpectedByte, 1, 8, 7, "$"),
            Place("{\"blocks\":[{},{},{\"name\":\n  trui}]}", .unexpectedByte, 2, 6, 31, "$.blocks[2].name"),
            Place("{\"é\": tru", .unexpectedEnd, 1, 10, 10, "$[\"é\"]"),
            Place("[\"é😀\", 01]", .malformedNumber, 1, 8, 11, "$[1]"),
            Place("{\"a b\":-}", .malformedNumber, 1, 9, 8, "$[\"a b\"]"),
            Place("[1.]", .malformedNumber, 1, 4, 3, "$[0]"),
            Place("[1e]", .malformedNumber, 1, 4, 3, "$[0]"),
            Place("1 2", .trailingContent, 1, 3, 2, "$"),
            Place("\u{FEFF}1", .notUTF8, 1, 1, 0, "$"),
            Place("[\"a\nb\"]", .malformedString, 1, 4, 3, "$[0]"),
            Place("[\"\\x\"]", .malformedString, 1, 3, 2, "$[0]"),
            Place("[\"a\\ud800\"]", .malformedString, 1, 4, 3, "$[0]"),
            Place("[\"\\udc00\"]", .malformedString, 1, 3, 2, "$[0]"),
            Place("[\"\\ud800\\u0041\"]", .malformedString, 1, 3, 2, "$[0]"),
            Place("[\"\\u00g0\"]", .malformedString, 1, 3, 2, "$[0]"),
            Place("[\"abc", .unexpectedEnd, 1, 6, 5, "$[0]"),
            Place("[\"\\u00", .unexpectedEnd, 1, 7, 6, "$[0]"),
            Place("{1:2}", .unexpectedByte, 1, 2, 1, "$"),
            Place("{\"a\" 2}", .unexpectedByte, 1, 6, 5, "$.a"),
        ])
    func places(place: Place) throws {
        let error = try #require(throws: JSON.ParseError.self) { try JSON(parsing: place.text) }
        #expect(error.code == place.code)
        #expect(error.line == place.line && error.column == place.column && error.offset == place.offset, "\(error)")
        #expect(error.path.description == place.path)
    }

    @Test(
        "bytes that are not UTF-8 are refused where they stand",
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0xA9, 0xC0, 0x80, 0x22], 3), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
            ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
            ([0x22, 0x5C, 0x6E, 0xE2, 0x82, 0x22], 3),
        ] as [([UInt8], Int)])
    func notUTF8(bytes: [UInt8], offset: Int) throws {
        let error = try #require(throws: JSON.ParseError.self) { try JSON(parsing: bytes) }
        #expect(error.code == .notUTF8)
        #expect(error.offset == offset)
    }

    @Test("a message says what happened and where, why it matters, what to do")
    func message() throws {
        let error = try #require(throws: JSON.ParseError.self) { try JSON(parsing: "{\"blocks\": [1, 2 3]}") }
        #expect(
            error.description
                == "\"3\" stands where a comma or ] should stand at line 1, column 18 ($.blocks[2]). This is not JSON. Correct the text there.")
    }

    @Test("nesting is limited to 512, or to what the caller says")
    func depth() throws {
        func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(throws: Never.self) { try JSON(parsing: nested(512)) }
        let error = try #require(throws: JSON.ParseError.self) { try JSON(parsing: nested(513)) }
        #expect(error.code == .tooDeep)
        #expect(error.offset == 512)
        #expect(throws: Never.self) { try JSON(parsing: nested(3), depthLimit: 3) }
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: nested(4), depthLimit: 3) }
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: nested(1001), depthLimit: .max) }
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: String(repeating: "{\"a\":[", count: 1_000_000)) }
    }

    @Test("the deepest value that is read by default can be compared, hashed, written, encoded and freed on a thread with a mebibyte of stack")
    func smallStack() async throws {
        let text = String(repeating: "{\"a\":[", count: 256) + String(repeating: "]}", count: 256)
        let isSame = await withCheckedContinuation { continuation in
            let thread = Thread {
                let result = Result {
                    let value = try JSON(parsing: text)
                    let again = try JSON(parsing: value.bytes(.pretty))
                    return try value == again && value.hashValue == again.hashValue && value.text() == text
                        && JSON(encoding: [value].self[0]) == value
                }
                continuation.resume(returning: (try? result.get()) ?? false)
            }
            thread.stackSize = 1024 * 1024
            thread.start()
        }
        #expect(isSame)
    }

    @Test("text, arrays, slices, lazy sequences and buffers are read alike")
    func sources() throws {
        let text = "{\"a\":[1,2.5,\"é\"]}"
        let expected: JSON = ["a": [1, 2.5, "é"]]
        #expect(try JSON(parsing: text) == expected)
        #expect(try JSON(parsing: Array(text.utf8)) == expected)
        #expect(try JSON(parsing: Array(("xx" + text).utf8)[2...]) == expected)
        #expect(try JSON(parsing: text.utf8.lazy.map { $0 }) == expected)
        #expect(try Array(text.utf8).withUnsafeBufferPointer { try JSON(parsing: $0) } == expected)
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: [UInt8]()) }
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: UnsafeBufferPointer<UInt8>(start: nil, count: 0)) }
    }
}
