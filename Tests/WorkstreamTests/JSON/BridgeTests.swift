import Foundation
import Testing

@testable import Workstream

@Suite("JSON: Codable bridge")
struct BridgeTests {
    struct Inner: Codable, Hashable { var name: String; var at: Date?; var wait: Duration }
    enum Shape: Codable, Hashable { case none; case circle(radius: Double); case named(String, Inner) }
    struct Outer: Codable, Hashable {
        var id: UUID
        var link: URL
        var data: Data
        var shapes: [Shape]
        var tags: Set<String>
        var counts: [Int: String]
        var odd: [Inner: Int]
        var big: Int128
        var most: UInt64
        var small: Float
        var nothing: Int?
        var nested: [[String: [Int?]]]
    }

    @Test("many shapes come back equal")
    func roundTrip() throws {
        let inner = Inner(name: "a\"\\\u{1}é😀", at: Date(timeIntervalSinceReferenceDate: 785_373_540.123456789), wait: .milliseconds(1500))
        let outer = Outer(
            id: UUID(), link: URL(string: "https://example.org/a?b=c#d")!, data: Data([0, 1, 2, 255]), shapes: [.none, .circle(radius: 0.1), .named("x", inner)],
            tags: ["b", "a", "c"], counts: [3: "c", 1: "a"], odd: [inner: 1, Inner(name: "b", wait: .zero): 2], big: .min, most: .max, small: 0.1, nothing: nil,
            nested: [["a": [1, nil]], [:]])
        let json = try JSON(encoding: outer)
        #expect(try json.decode(Outer.self) == outer)
        #expect(try JSON(parsing: json.bytes(.pretty)) == json)
        #expect(try JSON(parsing: json.bytes()) == json)
    }
}
