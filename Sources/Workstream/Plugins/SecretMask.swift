/// The secrets that one attempt has revealed, and their replacement in what the attempt leaves behind: its errors, its response and its output.
///
/// Every place where a value stands is replaced by "•••"; where values overlap, all that any of them covers. The bytes are compared, so a value is found as it
/// was revealed and in no other form: not encoded in Base64 or percent signs, and not as a number of a response. A value of several lines, such as a key in
/// PEM, is also looked for line by line, because output comes in lines. A plugin that writes one line of output in two pieces, with a value across both, gets
/// past the mask: write whole lines.
///
/// A value of fewer than four bytes is replaced only where no letter or digit stands beside it: "12" inside of "2012" is no secret, and dots there would
/// tell more than they hide.
package final class SecretMask: Sendable {
    /// What stands in the place of a value.
    package static let replacement = "•••"
    private static let shortest = 4

    private let values = Lock<[[UInt8]]>([])

    /// A mask for an attempt that has revealed nothing.
    package init() {}

    /// Whether nothing was revealed, so that every text stays as it is.
    package var isEmpty: Bool { values.withLock { $0.isEmpty } }

    /// Hides a value from now on.
    package func add(_ value: String) {
        let whole = Array(value.utf8)
        // A short line, such as the brace at the end of a JSON key file, is no secret by itself.
        let lines = whole.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map { Array($0) }.filter { $0.count >= 2 * Self.shortest }
        values.withLock { values in
            for value in [whole] + lines where !value.isEmpty && !values.contains(value) { values.append(value) }
        }
    }

    /// The text without the values.
    ///
    /// - Complexity: O(length of the text · number of values).
    package func masked(_ text: String) -> String {
        let values = values.withLock { $0 }
        return values.isEmpty ? text : Self.masked(text, values)
    }

    /// The value without the secrets, in strings and keys; keys that become equal are told apart by further dots.
    ///
    /// - Complexity: O(size of the value · number of values).
    package func masked(_ json: JSON) -> JSON {
        let values = values.withLock { $0 }
        return values.isEmpty ? json : Self.masked(json, values)
    }

    private static func masked(_ json: JSON, _ values: [[UInt8]]) -> JSON {
        switch json {
        case .null, .bool, .integer, .number: return json
        case .string(let text): return .string(masked(text, values))
        case .array(let elements): return .array(elements.map { masked($0, values) })
        case .object(let members):
            var result: [String: JSON] = [:]
            // Sorted, so that equal responses stay equal.
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                var key = masked(key, values)
                while result[key] != nil { key += "•" }
                result[key] = masked(member, values)
            }
            return .object(result)
        }
    }

    private static func masked(_ text: String, _ values: [[UInt8]]) -> String {
        let bytes = Array(text.utf8)
        let places = values.flatMap { occurrences(of: $0, in: bytes) }.sorted { $0.lowerBound < $1.lowerBound }
        guard !places.isEmpty else { return text }
        var result: [UInt8] = []
        var position = 0
        for place in places where place.upperBound > position {
            // One that overlaps the last one only makes that longer.
            if place.lowerBound >= position {
                result += bytes[position..<place.lowerBound]
                result += replacement.utf8
            }
            position = place.upperBound
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }

    private static func occurrences(of value: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
        guard value.count <= bytes.count else { return [] }
        return (0...(bytes.count - value.count)).compactMap { start in
            let end = start + value.count
            guard bytes[start] == value[0], bytes[start..<end].elementsEqual(value) else { return nil }
            if value.count < shortest, (start > 0 && isWord(bytes[start - 1])) || (end < bytes.count && isWord(bytes[end])) { return nil }
            return start..<end
        }
    }

    /// Whether a byte belongs to a letter or a digit; every byte beyond ASCII counts as one.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: true
        default: false
        }
    }
}
