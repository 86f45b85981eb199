import Foundation
import Testing
import Workstream

@Suite("JSON: Codable both ways")
struct BridgeTests {
    struct Inner: Codable, Hashable, Sendable {
        var name: String
        var at: Date?
        var wait: Duration
    }

    enum Shape: Codable, Hashable, Sendable {
        case none
        case circle(radius: Double)
        indirect case named(String, Inner, Shape)
    }

    enum Color: String, Codable, CodingKeyRepresentable, Sendable {
        case red
        case blue
    }

    enum Level: Int, Codable {
        case low = 1
        case high = 2
    }

    struct Wide: Codable, Hashable, Sendable {
        var id: UUID
        var link: URL
        var data: Data
        var shapes: [Shape]
        var tags: Set<String>
        var counts: [Int: String]
        var colors: [Color: Duration]
        var odd: [Inner: Int]
        var big: Int128
        var most: UInt64
        var small: Float
        var nothing: Int?
        var nested: [[String: [Int?]]]
        var free: JSON
        var level: Level
        var range: Range<Int>
    }

    class Animal: Codable {
        var legs = 0

        init(legs: Int) { self.legs = legs }
    }

    final class Dog: Animal {
        var name: String

        private enum CodingKeys: String, CodingKey {
            case name
        }

        init(name: String) {
            self.name = name
            super.init(legs: 4)
        }

        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            try super.init(from: container.superDecoder())
        }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try super.encode(to: container.superEncoder())
        }
    }

    struct Flattened: Codable, Equatable {
        var a: Int
        var b: [Int]
        var c: String

        private enum Keys: String, CodingKey {
            case outer
            case a
            case list
            case c
        }

        init(a: Int, b: [Int], c: String) { (self.a, self.b, self.c) = (a, b, c) }

        init(from decoder: any Decoder) throws {
            let outer = try decoder.container(keyedBy: Keys.self)
            let inner = try outer.nestedContainer(keyedBy: Keys.self, forKey: .outer)
            a = try inner.decode(Int.self, forKey: .a)
            var list = try inner.nestedUnkeyedContainer(forKey: .list)
            b = []
            while !list.isAtEnd {
                var pair = try list.nestedUnkeyedContainer()
                b.append(try pair.decode(Int.self))
                let tail = try pair.nestedContainer(keyedBy: Keys.self)
                #expect(tail.allKeys.map(\.stringValue) == ["a"])
            }
            c = try outer.decode(String.self, forKey: .c)
        }

        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Keys.self)
            var inner = outer.nestedContainer(keyedBy: Keys.self, forKey: .outer)
            var list = inner.nestedUnkeyedContainer(forKey: .list)
            for value in b {
                var pair = list.nestedUnkeyedContainer()
                try pair.encode(value)
                var tail = pair.nestedContainer(keyedBy: Keys.self)
                try tail.encodeNil(forKey: .a)
            }
            try outer.encode(c, forKey: .c)
            // Asked for again and written to last: containers stay open until the value is finished.
            var again = outer.nestedContainer(keyedBy: Keys.self, forKey: .outer)
            try again.encode(a, forKey: .a)
        }
    }

    static let wide = Wide(
        id: UUID(uuidString: "A1435957-86FF-4598-B80A-E7F853EEB8B6")!, link: URL(string: "https://example.org/a?b=c#d")!, data: Data([0, 1, 2, 255]),
        shapes: [
            .none, .circle(radius: 0.1), .named("x", Inner(name: "a\"\\\u{1}é😀", at: Date(timeIntervalSinceReferenceDate: 0.25), wait: .zero), .none),
        ],
        tags: ["b", "a", "c"], counts: [3: "c", -1: "a"], colors: [.red: .seconds(2), .blue: .milliseconds(5)],
        odd: [Inner(name: "b", wait: .zero): 1, Inner(name: "a", wait: .seconds(1)): 2], big: .min, most: .max, small: 0.1, nothing: nil,
        nested: [["a": [1, nil]], [:]], free: ["x": [1, 1.0, nil]], level: .high, range: 2..<5)

    @Test("many shapes come back equal, from the value and from both texts")
    func roundTrip() throws {
        let json = try JSON(encoding: Self.wide)
        #expect(try json.decode(Wide.self) == Self.wide)
        #expect(try JSON(parsing: json.bytes(.pretty)).decode(Wide.self) == Self.wide)
        #expect(try JSON(parsing: json.bytes()).decode() == Self.wide)
    }

    @Test("the canonical text of many shapes is the documented one")
    func canonicalText() throws {
        let expected = #"""
            {"big":-170141183460469231731687303715884105728,"colors":{"blue":"0.005s","red":"2s"},"counts":{"-1":"a","3":"c"},"data":"AAEC/w==",
            "free":{"x":[1,1.0,null]},"id":"A1435957-86FF-4598-B80A-E7F853EEB8B6","level":2,"link":"https://example.org/a?b=c#d","most":18446744073709551615,
            "nested":[{"a":[1,null]},{}],"odd":[{"name":"a","wait":"1s"},2,{"name":"b","wait":"0s"},1],"range":[2,5],
            "shapes":[{"none":{}},{"circle":{"radius":0.1}},{"named":{"_0":"x","_1":{"at":"2001-01-01T00:00:00.25Z","name":"a\"\\\u0001é😀","wait":"0s"},
            "_2":{"none":{}}}}],"small":0.1,"tags":["a","b","c"]}
            """#
        #expect(try JSON(encoding: Self.wide).text() == expected.split(separator: "\n").joined())
    }

    @Test("Foundation's coder carries a JSON value both ways")
    func foundation() throws {
        let json: JSON = ["a": [1, 2.5, nil, true, "x", [:], []], "b": .integer(Int128(UInt64.max)), "c": -3]
        #expect(try JSONDecoder().decode(JSON.self, from: JSONEncoder().encode(json)) == json)
        #expect(try JSON(parsing: JSONEncoder().encode(["v": json])) == ["v": json])
    }

    @Test("a JSON value inside a value stays what it is, integers and numbers apart")
    func embedded() throws {
        let json: JSON = [1, 1.0, -0.0, .integer(.max), "2026-11-20", nil, ["a": [:]]]
        #expect(try JSON(encoding: ["v": json]) == ["v": json])
        #expect(try JSON(encoding: ["v": json]).decode([String: JSON].self) == ["v": json])
        #expect(try JSON(encoding: json) == json)
        #expect(try json.decode(JSON.self) == json)
    }

    @Test("a class writes its superclass into a member of its own")
    func inheritance() throws {
        let json = try JSON(encoding: Dog(name: "Rex"))
        #expect(json == ["name": "Rex", "super": ["legs": 4]])
        let dog = try json.decode(Dog.self)
        #expect(dog.name == "Rex" && dog.legs == 4)
    }

    @Test("nested containers stay open until the value is finished")
    func nestedContainers() throws {
        let value = Flattened(a: 1, b: [2, 3], c: "x")
        let json = try JSON(encoding: value)
        #expect(json == ["outer": ["a": 1, "list": [[2, ["a": nil]], [3, ["a": nil]]]], "c": "x"])
        #expect(try json.decode(Flattened.self) == value)
    }

    @Test("anything may stand at the top")
    func fragments() throws {
        #expect(try JSON(encoding: 5) == 5)
        #expect(try JSON(encoding: "a") == "a")
        #expect(try JSON(encoding: Int?.none) == nil)
        #expect(try JSON(encoding: Duration.seconds(3)) == "3s")
        #expect(try JSON.null.decode(Int?.self) == nil)
        #expect(try JSON.integer(5).decode(Int?.self) == 5)
        #expect(try JSON.string("3s").decode(Duration.self) == .seconds(3))
        #expect(try JSON(encoding: [Date?.none, Date(timeIntervalSinceReferenceDate: 0)]) == [nil, "2001-01-01T00:00:00Z"])
    }

    @Test("a type without content is an empty object")
    func empty() throws {
        struct Empty: Codable {}
        #expect(try JSON(encoding: Empty()) == [:])
        #expect(try JSON(encoding: [Empty()]) == [[:]])
        _ = try JSON.object([:]).decode(Empty.self)
    }

    @Test("every width of integer comes back exactly", arguments: [true, false])
    func widths(highest: Bool) throws {
        func check<I: FixedWidthInteger & Codable>(_ type: I.Type) throws {
            let value = highest ? I.max : I.min
            #expect(try JSON(encoding: [value]).decode([I].self) == [value])
            #expect(try JSON(encoding: ["v": value]).decode([String: I].self) == ["v": value])
            #expect(try JSON(encoding: value).decode(I.self) == value)
        }
        try check(Int.self)
        try check(Int8.self)
        try check(Int16.self)
        try check(Int32.self)
        try check(Int64.self)
        try check(Int128.self)
        try check(UInt.self)
        try check(UInt8.self)
        try check(UInt16.self)
        try check(UInt32.self)
        try check(UInt64.self)
        if !highest { try check(UInt128.self) }
    }

    @Test("numbers cross between integer and floating point where nothing is lost")
    func crossing() throws {
        #expect(try JSON.number(3.0).decode(Int.self) == 3)
        #expect(try JSON.number(-0.0).decode(Int.self) == 0)
        #expect(try JSON.integer(3).decode(Double.self) == 3)
        #expect(try JSON.integer(3).decode(Float.self) == 3)
        #expect(try JSON.number(0.1).decode(Float.self) == 0.1)
    }

    @Test("10,000 random floats come back equal")
    func floats() throws {
        var random = RandomJSON(seed: 6)
        for _ in 0..<10_000 {
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            guard value.isFinite else { continue }
            #expect(try JSON(parsing: JSON(encoding: value).bytes()).decode(Float.self).bitPattern == value.bitPattern)
        }
    }

    @Test("userInfo reaches the types, both ways")
    func userInfo() throws {
        struct Greedy: Codable {
            static let key = CodingUserInfoKey(rawValue: "greedy")!
            var seen: Int

            init() { seen = 0 }
            init(from decoder: any Decoder) throws { seen = decoder.userInfo[Self.key] as? Int ?? -1 }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                try container.encode(encoder.userInfo[Self.key] as? Int ?? -1)
            }
        }
        #expect(try JSON(encoding: ["a": Greedy()], userInfo: [Greedy.key: 7]) == ["a": 7])
        #expect(try JSON(encoding: Greedy()) == -1)
        #expect(try JSON.array([nil]).decode([Greedy].self, userInfo: [Greedy.key: 8]).map(\.seen) == [8])
    }

    @Test("sets and keyed pairs have one order whatever order they were filled in")
    func stableOrder() throws {
        var random = RandomJSON(seed: 7)
        for _ in 0..<50 {
            let names = (0..<20).map { _ in random.text() }
            let forward = Set(names)
            var backward = Set<String>(minimumCapacity: 500)
            for name in names.reversed() { backward.insert(name) }
            #expect(try JSON(encoding: forward).bytes() == JSON(encoding: backward).bytes())
            let pairs = Dictionary(names.map { (Inner(name: $0, wait: .zero), $0) }, uniquingKeysWith: { a, _ in a })
            var other = [Inner: String](minimumCapacity: 500)
            for name in names.reversed() { other[Inner(name: name, wait: .zero)] = pairs[Inner(name: name, wait: .zero)] }
            #expect(try JSON(encoding: pairs).bytes() == JSON(encoding: other).bytes())
            #expect(try JSON(encoding: pairs).decode([Inner: String].self) == pairs)
        }
    }
}
