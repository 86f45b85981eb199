import Testing

@testable import Workstream

@Suite("EditDistance")
struct EditDistanceTests {
    private static let words = ["", "a", "ab", "ba", "abc", "acb", "abcd", "badc", "xabcd", "kitten", "sitting", "ca", "abcdefg", "gfedcba"]

    /// The whole table, by the book.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for place in 0...left.count { table[place][0] = place }
        for other in 0...right.count { table[0][other] = other }
        for place in 0..<left.count {
            for other in 0..<right.count {
                let change = left[place] == right[other] ? 0 : 1
                var distance = min(table[place][other] + change, table[place][other + 1] + 1, table[place + 1][other] + 1)
                if place > 0, other > 0, left[place] == right[other - 1], left[place - 1] == right[other] {
                    distance = min(distance, table[place - 1][other - 1] + 1)
                }
                table[place + 1][other + 1] = distance
            }
        }
        return table[left.count][right.count]
    }

    @Test("the distance is that of the whole table up to the limit, and nothing beyond", arguments: 0...7)
    func agrees(limit: Int) {
        for left in Self.words {
            for right in Self.words {
                let whole = Self.distance(Array(left.utf8), Array(right.utf8))
                #expect(
                    EditDistance.between(Array(left.utf8), Array(right.utf8), atMost: limit) == (whole <= limit ? whole : nil), "\(left) and \(right)"
                )
            }
        }
    }
}
