import Testing
import Workstream

@Suite("JSON: writing")
struct WritingTests {
    @Test("the canonical text has no white space and its keys in the order of their bytes")
    func canonical() {
        let value: JSON = ["b": [1, 1.0, nil, true, false], "a": ["\u{FF5E}": 1, "\u{1F600}": 2, "Z": [:], "é": []], "": "x"]
        #expect(value.text() == #"{"":"x","a":{"Z":{},"é":[],"～":1,"😀":2},"b":[1,1.0,null,true,false]}"#)
        #expect(value.description == value.text())
    }

    @Test("keys are ordered by bytes where Swift would order them by their composed form")
    func keysByBytes() {
        let value: JSON = ["e\u{301}x": 1, "f": 2, "\u{E9}a": 3]
        #expect(value.text() == "{\"e\u{301}x\":1,\"f\":2,\"\u{E9}a\":3}")
    }

    @Test("the pretty text is indented, sorted and ends with a line break")
    func pretty() {
        let value: JSON = ["b": [1, [2]], "a": ["x": "y"], "c": [], "d": [:]]
        #expect(
            value.text(.pretty) == """
                {
                  "a": {
                    "x": "y"
                  },
                  "b": [
                    1,
                    [
                      2
                    ]
                  ],
                  "c": [],
                  "d": {}
                }

                """)
    }

    @Test("quotes, backslashes and control characters are escaped, nothing else")
    func escapes() {
        #expect(JSON.string("\"\\/\u{8}\u{C}\n\r\t\0\u{1F}\u{7F}é\u{2028}😀").text() == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}é\u{2028}😀\"")
    }

    @Test(
        "numbers have the fewest digits that come back equal, and always look like numbers",
        arguments: [
            (1.0, "1.0"), (-0.0, "-0.0"), (0.1, "0.1"), (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (123456789.125, "123456789.125"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) throws {
        #expect(JSON.number(value).text() == text)
        #expect(try JSON(parsing: text) == .number(value))
    }

    @Test(
        "integers are written whole",
        arguments: [
            (0, "0"), (-1, "-1"), (1_000_000, "1000000"), (Int128(Int64.min), "-9223372036854775808"),
            (.min, "-170141183460469231731687303715884105728"),
        ] as [(Int128, String)])
    func integers(value: Int128, text: String) {
        #expect(JSON.integer(value).text() == text)
    }

    @Test("NaN is never written as another value", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) throws {
        let json: JSON = ["a": [1, .number(value)]]
        #expect(throws: JSON.ParseError.self) { try JSON(parsing: json.bytes()) }
        let fault = try #require(throws: JSON.EncodingFault.self) { try json.validate() }
        #expect(fault.code == .notFinite)
        #expect(fault.path.description == "$.a[1]")
        let encoding = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: ["x": json]) }
        #expect(encoding.path.description == "$.x.a[1]")
    }

    @Test("a character that needs care is found at every place of a string", arguments: ["\"", "\\", "\u{1F}", "\0", "\u{7F}", " ", "!", "é", "😀"])
    func everyPlace(character: String) throws {
        for length in 0..<20 {
            for place in 0...length {
                let text = String(repeating: "x", count: place) + character + String(repeating: "[", count: length - place)
                #expect(try JSON(parsing: JSON.string(text).bytes()) == .string(text))
                #expect(try JSON(parsing: JSON.object([text: 1]).bytes(.pretty)) == [text: 1])
                let raw = [UInt8(ascii: "\"")] + Array(text.utf8) + [UInt8(ascii: "\"")]
                let result = try? JSON(parsing: raw)
                #expect((result == .string(text)) == !["\"", "\\", "\u{1F}", "\0"].contains(character))
            }
        }
    }

    @Test("20,000 random values come back equal from both styles")
    func roundTrip() throws {
        var random = RandomJSON(seed: 1)
        for number in 0..<20_000 {
            let value = random.value()
            let canonical = value.bytes()
            #expect(try JSON(parsing: canonical) == value, "number \(number) of seed 1: \(value)")
            #expect(try JSON(parsing: canonical).bytes() == canonical, "number \(number) of seed 1: \(value)")
            #expect(try JSON(parsing: value.bytes(.pretty)) == value, "number \(number) of seed 1: \(value)")
        }
    }
}
