import Testing
import Workstream

@Suite("JSON: encoding in place")
struct EncodingInPlaceTests {
    /// Encodes by a closure.
    struct Writer: Encodable {
        let write: (any Encoder) throws -> Void

        func encode(to encoder: any Encoder) throws { try write(encoder) }
    }

    struct Key: CodingKey, ExpressibleByStringLiteral {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringLiteral value: String) { stringValue = value }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    struct Refusal: Error {}

    private func text(_ write: @escaping (any Encoder) throws -> Void) throws -> String {
        let value = Writer(write: write)
        let text = String(decoding: try JSON.bytes(encoding: value), as: UTF8.self)
        #expect(try JSON(encoding: value).text() == text)
        return text
    }

    private func object(_ names: [Key]) throws -> String {
        try text { encoder in
            var members = encoder.container(keyedBy: Key.self)
            for (index, name) in names.enumerated() { try members.encode(index, forKey: name) }
        }
    }

    @Test("members are ordered by the bytes of their names, in whatever order they are written")
    func order() throws {
        #expect(try object(["a", "b", "c"]) == #"{"a":0,"b":1,"c":2}"#)
        #expect(try object(["c", "a", "b"]) == #"{"a":1,"b":2,"c":0}"#)
        #expect(try object(["longer-than-eight", "longer-t", "longer-than", ""]) == #"{"":3,"longer-t":1,"longer-than":2,"longer-than-eight":0}"#)
        #expect(try object(["é", "z", "a\n", "a\"", "a"]) == #"{"a":4,"a\n":2,"a\"":3,"z":1,"é":0}"#)
        #expect(try object(["a", "a\u{1}", "a "]) == #"{"a":0,"a\u0001":1,"a ":2}"#)
    }

    @Test("of two members of one name the last counts, also where equal names have different bytes")
    func repeated() throws {
        #expect(try object(["b", "a", "b"]) == #"{"a":1,"b":2}"#)
        #expect(try object(["a", "a"]) == #"{"a":1}"#)
        #expect(try object(["e\u{301}", "\u{e9}"]) == "{\"e\u{301}\":1}")
    }

    @Test("a value that throws leaves nothing behind where its type goes on without it")
    func refusal() throws {
        let failing = Writer { encoder in
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(["x": [1, 2]], forKey: "begun")
            var list = members.nestedUnkeyedContainer(forKey: "open")
            try list.encode(1)
            throw Refusal()
        }
        let written = try text { encoder in
            var members = encoder.container(keyedBy: Key.self)
            try members.encode(1, forKey: "b")
            #expect(throws: (any Error).self) { try members.encode(failing, forKey: "a") }
            #expect(throws: (any Error).self) { try members.encode(Double.nan, forKey: "c") }
            try members.encode(2, forKey: "d")
            var list = members.nestedUnkeyedContainer(forKey: "list")
            #expect(throws: (any Error).self) { try list.encode(failing) }
            #expect(list.count == 0)
            try list.encode(3)
        }
        #expect(written == #"{"b":1,"d":2,"list":[3]}"#)
    }

    @Test("a type may try another value in a place where the first could not be written")
    func secondChoice() throws {
        let written = try text { encoder in
            var single = encoder.singleValueContainer()
            do { try single.encode(Double.nan) } catch { try single.encode("none") }
        }
        #expect(written == "\"none\"")
    }

    @Test("nested containers may be written to in turn until the value around them ends, and stand in order")
    func turns() throws {
        let written = try text { encoder in
            var members = encoder.container(keyedBy: Key.self)
            var late = members.nestedUnkeyedContainer(forKey: "z")
            var early = members.nestedContainer(keyedBy: Key.self, forKey: "a")
            try members.encode("between", forKey: "m")
            try late.encode(1)
            try early.encode(2, forKey: "q")
            try late.encode(["k": 3])
            try early.encode(4, forKey: "p")
            try members.encode(5, forKey: "b")
            var list = members.nestedUnkeyedContainer(forKey: "list")
            var first = list.nestedUnkeyedContainer()
            try list.encode(6)
            let second = list.superEncoder()
            try first.encode(7)
            try "last".encode(to: second)
        }
        #expect(written == #"{"a":{"p":4,"q":2},"b":5,"list":[[7],6,"last"],"m":"between","z":[1,{"k":3}]}"#)
    }

    @Test("an encoder that is kept beyond the end of its value cannot write into another")
    func escaped() throws {
        final class Kept { var container: KeyedEncodingContainer<Key>? }
        let kept = Kept()
        let keeping = Writer { kept.container = $0.container(keyedBy: Key.self) }
        let abusing = Writer { encoder in
            var list = encoder.unkeyedContainer()
            try list.encode(1)
            try kept.container?.encode(2, forKey: "a")
        }
        #expect(try #require(throws: JSON.EncodingFault.self) { try JSON.bytes(encoding: [keeping, abusing]) }.code == .conflictingContainers)
    }

    @Test("a value within a value that takes its place has the place of the outer")
    func places() throws {
        let inner = Writer { encoder in
            #expect(encoder.codingPath.map(\.stringValue) == ["a", "Index 1"])
            throw Refusal()
        }
        let outer = Writer { encoder in
            var single = encoder.singleValueContainer()
            try single.encode(inner)
        }
        let fine = Writer { _ in }
        let fault = try #require(throws: JSON.EncodingFault.self) { try JSON.bytes(encoding: ["a": [fine, outer]]) }
        #expect(fault.path.description == "$.a[1]")
        #expect(fault.cause is Refusal)
    }
}
