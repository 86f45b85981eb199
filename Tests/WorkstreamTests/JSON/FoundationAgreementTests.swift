import Foundation
import Testing
import Workstream

@Suite("JSON: agreement with Foundation", .oneAtATime)
struct FoundationAgreementTests {
    @Test("20,000 random documents mean the same to Foundation, both ways", arguments: [UInt64(2), 3, 4, 5])
    func documents(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        for number in 0..<5_000 {
            // Foundation wants a container at the top of what it writes; integers beyond 64 bits are not its business.
            let document = narrowed(.array([random.value(levels: 3)]))
            // Foundation has two coders, and both have their turn at reading and at writing.
            if number.isMultiple(of: 2) {
                #expect(
                    agrees(document, try JSONSerialization.jsonObject(with: Data(document.bytes()))), "JSONSerialization read \(document) otherwise")
                #expect(agrees(document, try JSON(parsing: encoder.encode(document))), "JSONEncoder wrote \(document) otherwise")
            } else {
                #expect(
                    agrees(document, try decoder.decode(JSON.self, from: Data(document.bytes(.pretty)))), "JSONDecoder read \(document) otherwise")
                let serialized = try JSONSerialization.data(withJSONObject: object(document))
                #expect(agrees(document, try JSON(parsing: serialized)), "JSONSerialization wrote \(document) otherwise")
            }
        }
    }

    private func narrowed(_ value: JSON) -> JSON {
        switch value {
        case .integer(let integer): .integer(Int128(Int64(truncatingIfNeeded: integer)))
        case .array(let elements): .array(elements.map(narrowed))
        case .object(let members): .object(members.mapValues(narrowed))
        default: value
        }
    }

    /// Foundation does not say how a number was written, so numbers count by value where one of them is no integer.
    private func agrees(_ left: JSON, _ right: JSON) -> Bool {
        switch (left, right) {
        case (.integer, .integer): left == right
        case (.integer, .number), (.number, .integer), (.number, .number): left.doubleValue == right.doubleValue
        case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy(agrees)
        case (.object(let a), .object(let b)): a.count == b.count && a.allSatisfy { key, value in b[key].map { agrees(value, $0) } ?? false }
        default: left == right
        }
    }

    private func agrees(_ left: JSON, _ right: Any) -> Bool {
        switch left {
        case .null: right is NSNull
        case .bool(let value): right as? Bool == value
        case .integer(let value): (right as? NSNumber)?.stringValue == String(value)
        case .number(let value):
            // JSONSerialization goes by way of Decimal and may miss the nearest Double by a few places; JSONDecoder does not.
            (right as? NSNumber).map { abs($0.doubleValue - value) <= abs(value) * 1e-14 } ?? false
        case .string(let value): (right as? String).map { Array($0.utf8) == Array(value.utf8) } ?? false
        case .array(let elements): (right as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy { agrees($0, $1) } } ?? false
        case .object(let members):
            (right as? [String: Any]).map { other in
                other.count == members.count && members.allSatisfy { key, value in other[key].map { agrees(value, $0) } ?? false }
            } ?? false
        }
    }

    private func object(_ value: JSON) -> Any {
        switch value {
        case .null: NSNull()
        case .bool(let value): value
        case .integer(let value): NSNumber(value: Int64(value))
        case .number(let value): NSNumber(value: value)
        case .string(let value): value
        case .array(let elements): elements.map(object)
        case .object(let members): members.mapValues(object)
        }
    }
}
