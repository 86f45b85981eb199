#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which text form a type has in canonical JSON, both ways.
///
/// One form each, used by the Codable bridge wherever a value of the type stands in a container:
/// - `Duration`: decimal seconds with their unit, exact to attoseconds: `"1.5s"`, `"-0.000000000000000001s"`.
/// - `Date`: RFC 3339 in UTC with as many digits as the date needs to come back equal: `"2026-11-20T23:19:00.25Z"`; years 0001 to 9999. Any offset is read.
/// - `UUID`: its upper-case string.
/// - `URL`: its string; one that is relative to a base keeps both: `{"base":"https://example.org/","relative":"a"}`.
/// - `Data`: base64 with padding.
/// - `Set`: its elements, sorted by their canonical bytes.
/// - `Dictionary`: an object where its keys are `String`, `Int` or `CodingKeyRepresentable`, otherwise keys and values in turn, sorted by the keys' canonical bytes.
///
/// `URL` and `Data` are known by name and by what their own conformance writes, since naming them would link Foundation. A type whose own `encode(to:)` hands
/// the encoder straight to one of these (`try set.encode(to: encoder)`) bypasses its form; it must go through a container.
enum CanonicalForm: Sendable {
    /// What the type's own conformance writes.
    case plain
    /// A JSON value, as it is.
    case json
    /// Decimal seconds with their unit.
    case duration
    /// RFC 3339.
    case date
    /// Its upper-case string.
    case uuid
    /// Its string, or an object where it has a base.
    case url
    /// Base64.
    case data
    /// The elements, sorted.
    case set
    /// An object, or keys and values in turn, sorted.
    case pairs

    /// Finding out costs reflection and text, so it is done once for each type.
    private static let known = Lock<[ObjectIdentifier: CanonicalForm]>([:])

    /// The form of a type.
    static func of<T>(_ type: T.Type) -> CanonicalForm {
        let identifier = ObjectIdentifier(type)
        if let form = known.withLock({ $0[identifier] }) { return form }
        let form = find(type)
        known.withLock { $0[identifier] = form }
        return form
    }

    private static func find<T>(_ type: T.Type) -> CanonicalForm {
        if type == JSON.self { return .json }
        if type == Duration.self { return .duration }
        if type == Date.self { return .date }
        if type == UUID.self { return .uuid }
        if type is any CanonicalSet.Type { return .set }
        if type is any CanonicalDictionary.Type { return .pairs }
        switch String(reflecting: type) {
        case "Foundation.URL", "FoundationEssentials.URL": return .url
        case "Foundation.Data", "FoundationEssentials.Data": return .data
        default: return .plain
        }
    }
}

/// Marks `Set`, whatever its elements.
private protocol CanonicalSet {}
extension Set: CanonicalSet {}

/// Marks `Dictionary`, whatever its keys and values.
private protocol CanonicalDictionary {}
extension Dictionary: CanonicalDictionary {}

extension JSON {
    /// The same list in the order of its elements' canonical bytes; anything else as it is.
    var sortedAsSet: JSON {
        guard case .array(let elements) = self else { return self }
        let sorted = elements.map { ($0.bytes(), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        return .array(sorted.map(\.1))
    }

    /// The same list of keys and values in turn in the order of the keys' canonical bytes; anything else as it is.
    var sortedAsPairs: JSON {
        guard case .array(let elements) = self, elements.count.isMultiple(of: 2) else { return self }
        let keyed = stride(from: 0, to: elements.count, by: 2).map { (elements[$0].bytes(), $0) }
        return .array(keyed.sorted { $0.0.lexicographicallyPrecedes($1.0) }.flatMap { [elements[$0.1], elements[$0.1 + 1]] })
    }
}
