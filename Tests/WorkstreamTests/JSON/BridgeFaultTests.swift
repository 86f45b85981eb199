import Foundation
import Testing
import Workstream

@Suite("JSON: faults of encoding and decoding")
struct BridgeFaultTests {
    struct Step: Codable {
        var name: String
        var seconds: Double
        var next: [Step]?
    }

    struct Port: Codable, Equatable {
        struct Refusal: Error, CustomStringConvertible {
            var description: String { "a port is between 1 and 65535" }
        }

        var number: Int

        init(_ number: Int) { self.number = number }

        init(from decoder: any Decoder) throws {
            number = try decoder.singleValueContainer().decode(Int.self)
            guard (1...65535).contains(number) else { throw Refusal() }
        }

        func encode(to encoder: any Encoder) throws {
            guard number > 0 else { throw Refusal() }
            var container = encoder.singleValueContainer()
            try container.encode(number)
        }
    }

    private func fault<T: Decodable>(_ text: String, _ type: T.Type) throws -> JSON.DecodingFault {
        try #require(throws: JSON.DecodingFault.self) { try JSON(parsing: text).decode(type) }
    }

    @Test("a value of another kind is named with what was expected, what was there and where")
    func mismatch() throws {
        let fault = try fault(#"{"name":"a","seconds":1,"next":[{"name":"b","seconds":2},{"name":3,"seconds":1}]}"#, Step.self)
        #expect(fault.code == .typeMismatch)
        #expect(fault.path.description == "$.next[1].name")
        #expect(
            fault.description
                == "Expected a string at $.next[1].name, found the number 3. The type String cannot be made of it. Correct the value there.")
    }

    @Test("a missing member is named with the members that are there")
    func missing() throws {
        let fault = try fault(#"{"name":"a","second":1}"#, Step.self)
        #expect(fault.code == .missing)
        #expect(fault.path.description == "$")
        #expect(fault.message.contains("Expected \"seconds\" in the object at $, found only \"name\", \"second\"."))
        #expect(try self.fault("{}", Step.self).message.contains("found an empty object"))
    }

    @Test("a missing element is named with how many there are")
    func missingElement() throws {
        struct Pair: Decodable {
            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                _ = try container.decode(Int.self)
                _ = try container.decode(Int.self)
            }
        }
        let fault = try fault(#"{"a":[1]}"#, [String: Pair].self)
        #expect(fault.code == .missing)
        #expect(fault.path.description == "$.a")
        #expect(fault.message.contains("Expected more than 1 elements in the array at $.a, found 1."))
    }

    @Test("null where a value is needed is named")
    func null() throws {
        let fault = try fault(#"[1,null]"#, [Int].self)
        #expect(fault.path.description == "$[1]")
        #expect(fault.message.contains("Expected an integer at $[1], found null."))
    }

    @Test("an error of the type's own is kept and gets its path")
    func ownError() throws {
        let fault = try fault(#"{"ports":[80,70000]}"#, [String: [Port]].self)
        #expect(fault.code == .refused)
        #expect(fault.path.description == "$.ports[1]")
        #expect(fault.cause is Port.Refusal)
        #expect(
            fault.message == "Port refused the value at $.ports[1]: a port is between 1 and 65535. It cannot be made of it. Correct the value there.")
    }

    @Test("a DecodingError that a type makes itself keeps its text and gets its path")
    func ownDecodingError() throws {
        let fault = try fault(#"{"a":["$.x","no"]}"#, [String: [JSON.Path]].self)
        #expect(fault.code == .refused)
        #expect(fault.path.description == "$.a[1]")
        #expect(fault.message.contains("\"no\" is not a JSON path"))
    }

    @Test(
        "integers that do not fit are refused exactly",
        arguments: ["256", "-1", "300.0", "1e40"])
    func narrow(text: String) throws {
        let fault = try fault("[\(text)]", [UInt8].self)
        #expect(fault.code == .numberOutOfRange)
        #expect(fault.path.description == "$[0]")
    }

    @Test("a number with a fraction is no integer, and one beyond Float no Float")
    func fraction() throws {
        #expect(try fault("[3.5]", [Int].self).message.contains("Expected an integer at $[0], found the number 3.5."))
        #expect(try fault("[1e300]", [Float].self).code == .numberOutOfRange)
        #expect(try fault("[\"1\"]", [Double].self).code == .typeMismatch)
        #expect(try fault("[1]", [Bool].self).code == .typeMismatch)
        let shape = try fault("{}", [Int].self)
        #expect(shape.message.contains("Expected an array at $, found an empty object. The type Array<Int> cannot be made of it."))
        #expect(try fault("[]", [String: Int].self).message.contains("Expected an object at $, found an empty array."))
    }

    @Test(
        "texts that are not in their type's form are refused with an example",
        arguments: [("duration", "1.5"), ("date", "yesterday"), ("uuid", "1234"), ("data", "****")])
    func malformed(key: String, text: String) throws {
        struct Forms: Decodable {
            var duration: Duration?
            var date: Date?
            var uuid: UUID?
            var data: Data?
        }
        let fault = try fault("{\"\(key)\":\"\(text)\"}", Forms.self)
        #expect(fault.code == .malformed)
        #expect(fault.path.description == "$.\(key)")
        #expect(fault.message.contains("found the string \"\(text)\""))
        #expect(try self.fault("{\"\(key)\":1}", Forms.self).code == .typeMismatch)
    }

    @Test("types may try several forms of an element")
    func severalForms() throws {
        enum Either: Decodable, Equatable {
            case number(Int)
            case text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                do {
                    self = .number(try container.decode(Int.self))
                } catch DecodingError.typeMismatch {
                    self = .text(try container.decode(String.self))
                }
            }
        }
        #expect(try JSON(parsing: #"[1,"a"]"#).decode([Either].self) == [.number(1), .text("a")])
    }

    // MARK: Encoding

    @Test("NaN and the infinities are refused with their path", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) throws {
        let step = Step(name: "a", seconds: 1, next: [Step(name: "b", seconds: value, next: nil)])
        let fault = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: step) }
        #expect(fault.code == .notFinite)
        #expect(fault.path.description == "$.next[0].seconds")
        #expect(throws: JSON.EncodingFault.self) { try JSON(encoding: [Float(value)]) }
        #expect(throws: JSON.EncodingFault.self) { try JSON(encoding: value) }
        #expect(throws: JSON.EncodingFault.self) { try JSON(encoding: Optional(value)) }
    }

    @Test("an error that a type throws while it is encoded is kept and gets its path")
    func ownEncodingError() throws {
        let fault = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: ["a": [Port(1), Port(0)]]) }
        #expect(fault.code == .refused)
        #expect(fault.path.description == "$.a[1]")
        #expect(fault.cause is Port.Refusal)
    }

    @Test("a fault of an encoding inside an encoding is placed where the type stands")
    func innerEncoding() throws {
        struct Wrapper: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                try container.encode(try JSON(encoding: ["deep": Double.nan]))
            }
        }
        let fault = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: ["w": Wrapper()]) }
        #expect(fault.path.description == "$.w")
        #expect((fault.cause as? JSON.EncodingFault)?.path.description == "$.deep")
    }

    @Test("an integer beyond 128 bits with sign and a date beyond its years are refused")
    func outOfRange() throws {
        #expect(throws: Never.self) { try JSON(encoding: UInt128(Int128.max)) }
        let number = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: ["a": UInt128.max]) }
        #expect(number.code == .numberOutOfRange)
        #expect(number.path.description == "$.a")
        let date = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: ["a": [Date.distantPast.addingTimeInterval(-1e11)]]) }
        #expect(date.code == .dateOutOfRange)
        #expect(date.path.description == "$.a[0]")
    }

    @Test("a type that writes two kinds of container, or two values, is refused")
    func conflict() throws {
        struct TwoKinds: Encodable {
            func encode(to encoder: any Encoder) throws {
                var list = encoder.unkeyedContainer()
                try list.encode(1)
                var object = encoder.container(keyedBy: CodingKeys.self)
                try object.encode(1, forKey: .a)
            }

            enum CodingKeys: CodingKey {
                case a
            }
        }
        struct TwoValues: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                try container.encode(1)
                try container.encode(2)
            }
        }
        let kinds = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: [TwoKinds()]) }
        #expect(kinds.code == .conflictingContainers)
        #expect(kinds.path.description == "$[0]")
        #expect(try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: TwoValues()) }.code == .conflictingContainers)
    }

    @Test("a value that contains itself, or one deeper than could be read again, is refused")
    func depth() throws {
        final class Loop: Encodable {
            enum CodingKeys: CodingKey {
                case me
            }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(self, forKey: .me)
            }
        }
        #expect(try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: Loop()) }.code == .tooDeep)
        func nested(_ depth: Int) -> JSON { (1..<depth).reduce(JSON.array([])) { value, _ in .array([value]) } }
        #expect(try JSON(parsing: JSON(encoding: nested(512)).bytes()) == nested(512))
        #expect(try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: nested(513)) }.code == .tooDeep)
        #expect(try JSON(parsing: JSON(encoding: [nested(511)]).bytes()) == nested(512))
        #expect(throws: JSON.EncodingFault.self) { try JSON(encoding: [nested(512)]) }
        #expect(throws: JSON.EncodingFault.self) { try nested(513).validate() }
    }
}
