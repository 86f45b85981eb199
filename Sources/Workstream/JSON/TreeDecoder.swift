#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes Swift values of JSON values.
///
/// Inside, all errors are `DecodingError`, since types try several forms and catch it; the ones made here carry a ``JSON/DecodingFault`` with path and message.
final class TreeDecoder: Decoder {
    /// The value that is being decoded.
    let json: JSON
    /// Where it stands; nothing for the outermost.
    let link: CodingLink?
    /// The type that is being made, for messages.
    private let type: Any.Type
    private let info: [CodingUserInfoKey: any Sendable]

    /// Makes a decoder of one value.
    init(_ json: JSON, for type: Any.Type, at link: CodingLink?, userInfo: [CodingUserInfoKey: any Sendable]) {
        self.json = json
        self.link = link
        self.type = type
        info = userInfo
    }

    var codingPath: [any CodingKey] { CodingLink.codingPath(of: link) }
    var userInfo: [CodingUserInfoKey: Any] { info }

    /// The decoder of a value inside this one; the type is the same until the value is asked to become another.
    func nested(_ json: JSON, for type: Any.Type? = nil, at link: CodingLink?) -> TreeDecoder {
        TreeDecoder(json, for: type ?? self.type, at: link, userInfo: info)
    }

    func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = json else { throw DecodingError.mismatch(type, "an object", json, at: link) }
        return KeyedDecodingContainer(KeyedTreeDecoder<Key>(decoder: self, members: members))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = json else { throw DecodingError.mismatch(type, "an array", json, at: link) }
        return UnkeyedTreeDecoder(decoder: self, elements: elements)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleTreeDecoder(decoder: self) }

    // MARK: Values

    /// Makes a Swift value of any type.
    func value<T: Decodable>(_ json: JSON, as type: T.Type, at place: @autoclosure () -> CodingLink?) throws -> T {
        // Lists of plain values arrive here element by element, so they must not cost a search or a container.
        if T.self == String.self { return unsafeBitCast(try string(json, at: place()), to: T.self) }
        if T.self == Int.self { return unsafeBitCast(try integer(json, at: place()) as Int, to: T.self) }
        if T.self == Bool.self { return unsafeBitCast(try bool(json, at: place()), to: T.self) }
        if T.self == Double.self { return unsafeBitCast(try double(json, at: place()), to: T.self) }
        switch CanonicalForm.of(T.self) {
        case .plain, .set, .pairs: return try made(json, as: type, at: place())
        case .json: return json as! T
        case .duration: return try read(json, "a duration such as \"1.5s\"", at: place(), DurationText.duration) as! T
        case .date: return try read(json, "a date such as \"2026-11-20T23:19:00Z\"", at: place(), DateText.date) as! T
        case .uuid: return try read(json, "a UUID", at: place(), UUID.init(uuidString:)) as! T
        case .url:
            guard case .string = json else { return try made(json, as: type, at: place()) }
            return try made(["relative": json], as: type, at: place())
        case .data:
            let bytes = try read(json, "bytes in base64", at: place(), Base64.bytes)
            if let buffer = type as? any RangeReplaceableCollection<UInt8>.Type { return buffer.init(bytes) as! T }
            return try made(.array(bytes.map { .integer(Int128($0)) }), as: type, at: place())
        }
    }

    /// What the type's own conformance makes of the value.
    private func made<T: Decodable>(_ json: JSON, as type: T.Type, at link: CodingLink?) throws -> T {
        do {
            return try T(from: nested(json, for: type, at: link))
        } catch let error as DecodingError {
            throw error
        } catch {
            throw DecodingError.refused(type, error, at: link)
        }
    }

    private func read<T>(_ json: JSON, _ expected: String, at place: @autoclosure () -> CodingLink?, _ read: (String) -> T?) throws -> T {
        guard case .string(let text) = json else { throw DecodingError.mismatch(T.self, expected, json, at: place()) }
        if let value = read(text) { return value }
        throw DecodingError.malformed(T.self, expected, json, at: place())
    }

    /// A truth value.
    func bool(_ json: JSON, at place: @autoclosure () -> CodingLink?) throws -> Bool {
        if case .bool(let value) = json { return value }
        throw DecodingError.mismatch(Bool.self, "true or false", json, at: place())
    }

    /// A text.
    func string(_ json: JSON, at place: @autoclosure () -> CodingLink?) throws -> String {
        if case .string(let value) = json { return value }
        throw DecodingError.mismatch(String.self, "a string", json, at: place())
    }

    /// A number, or an integer rounded.
    func double(_ json: JSON, at place: @autoclosure () -> CodingLink?) throws -> Double {
        switch json {
        case .number(let value): return value
        case .integer(let value): return Double(value)
        default: throw DecodingError.mismatch(Double.self, "a number", json, at: place())
        }
    }

    /// A number rounded, unless it is beyond what a `Float` holds.
    func float(_ json: JSON, at place: @autoclosure () -> CodingLink?) throws -> Float {
        let value = Float(try double(json, at: place()))
        if value.isFinite { return value }
        throw DecodingError.outOfRange(Float.self, json, at: place())
    }

    /// An integer of any width; a number without fraction counts as one.
    func integer<I: FixedWidthInteger>(_ json: JSON, at place: @autoclosure () -> CodingLink?) throws -> I {
        switch json {
        case .integer(let value):
            if let value = I(exactly: value) { return value }
        case .number(let value):
            if let value = I(exactly: value) { return value }
            if value != value.rounded() { throw DecodingError.mismatch(I.self, "an integer", json, at: place()) }
        default: throw DecodingError.mismatch(I.self, "an integer", json, at: place())
        }
        throw DecodingError.outOfRange(I.self, json, at: place())
    }
}
