#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes JSON values of Swift values.
struct TreeEncoder: Encoder {
    /// What all encoders of one call share.
    final class Context {
        /// What the caller hands to the types.
        let userInfo: [CodingUserInfoKey: any Sendable]
        /// The first misuse that a container could not throw when it was asked for.
        var fault: JSON.EncodingFault?

        init(userInfo: [CodingUserInfoKey: any Sendable]) { self.userInfo = userInfo }
    }

    /// What the value has written so far.
    let node: EncodingNode
    /// What all encoders of one call share.
    let context: Context
    /// Where the value stands; nothing for the outermost.
    let link: CodingLink?

    var codingPath: [any CodingKey] { CodingLink.codingPath(of: link) }
    var userInfo: [CodingUserInfoKey: Any] { context.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedTreeEncoder<Key>(encoder: TreeEncoder(node: claim(.object), context: context, link: link)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        UnkeyedTreeEncoder(encoder: TreeEncoder(node: claim(.array), context: context, link: link))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleTreeEncoder(encoder: self)
    }

    /// The node as a container of a kind; where it is another already, one that goes nowhere, and the fault is kept.
    func claim(_ kind: EncodingNode.Kind) -> EncodingNode {
        if let link, link.depth >= JSON.defaultDepthLimit { note(.tooDeep(at: CodingLink.path(of: link))) }
        if node.become(kind) { return node }
        noteConflict()
        let lost = EncodingNode()
        _ = lost.become(kind)
        return lost
    }

    /// Keeps the fault of a type that writes two things in one place; asking for a container cannot throw.
    func noteConflict() {
        let path = CodingLink.path(of: link)
        note(
            JSON.EncodingFault(
                code: .conflictingContainers, path: path,
                message: "The type encoded at \(path) writes two kinds of container, or two values, in one place. Only one can be kept. "
                    + "Let its encode(to:) write one container or one value."))
    }

    private func note(_ fault: JSON.EncodingFault) {
        if context.fault == nil { context.fault = fault }
    }

    // MARK: Values

    /// Makes a JSON value of anything.
    func value<T: Encodable>(_ value: T, at place: @autoclosure () -> CodingLink?) throws -> JSON {
        // Lists of plain values arrive here element by element, so they must not cost a search or a container.
        if T.self == String.self { return .string(unsafeBitCast(value, to: String.self)) }
        if T.self == Int.self { return .integer(Int128(unsafeBitCast(value, to: Int.self))) }
        if T.self == Bool.self { return .bool(unsafeBitCast(value, to: Bool.self)) }
        if T.self == Double.self { return try number(unsafeBitCast(value, to: Double.self), at: place()) }
        switch CanonicalForm.of(T.self) {
        case .plain: return try reduced(value, at: place())
        case .set: return try reduced(value, at: place()).sortedAsSet
        case .pairs: return try reduced(value, at: place()).sortedAsPairs
        case .duration: return .string(DurationText.text(of: value as! Duration))
        case .uuid: return .string((value as! UUID).uuidString)
        case .date: return try date(value as! Date, at: place())
        case .url:
            let own = try reduced(value, at: place())
            if let relative = own["relative"], own["base"] == nil { return relative }
            return own
        case .data:
            return .string(Base64.text(of: (try reduced(value, at: place()).arrayValue ?? []).map { UInt8(truncatingIfNeeded: $0.intValue ?? 0) }))
        case .json:
            let json = value as! JSON
            try json.validate(at: place())
            return json
        }
    }

    /// What the type's own conformance writes.
    private func reduced<T: Encodable>(_ value: T, at link: CodingLink?) throws -> JSON {
        // A value that contains itself would go on until the stack ends.
        if let link, link.depth > JSON.defaultDepthLimit { throw JSON.EncodingFault.tooDeep(at: CodingLink.path(of: link)) }
        let node = EncodingNode()
        do {
            try value.encode(to: TreeEncoder(node: node, context: context, link: link))
        } catch let fault as JSON.EncodingFault where fault.path.isInside(CodingLink.path(of: link)) {
            throw fault
        } catch {
            // A fault from elsewhere: the type has encoded something for itself, whose path means nothing here.
            throw JSON.EncodingFault.refused(T.self, error, at: CodingLink.path(of: link))
        }
        return node.finish()
    }

    /// A number, which must be finite.
    func number(_ value: Double, at place: @autoclosure () -> CodingLink?) throws -> JSON {
        guard value.isFinite else { throw JSON.EncodingFault.notFinite(value, at: CodingLink.path(of: place())) }
        return .number(value)
    }

    /// A number with the digits of a `Float`.
    func number(_ value: Float, at place: @autoclosure () -> CodingLink?) throws -> JSON {
        guard value.isFinite else { throw JSON.EncodingFault.notFinite(Double(value), at: CodingLink.path(of: place())) }
        // The digits that the Float itself needs, unless reading them by way of a Double would give its neighbour.
        if let short = Double(value.description), Float(short) == value { return .number(short) }
        return .number(Double(value))
    }

    /// An integer, which must fit 128 bits with sign.
    func integer(_ value: some BinaryInteger, at place: @autoclosure () -> CodingLink?) throws -> JSON {
        if let integer = Int128(exactly: value) { return .integer(integer) }
        let path = CodingLink.path(of: place())
        throw JSON.EncodingFault(
            code: .numberOutOfRange, path: path,
            message: "The integer \(value) at \(path) does not fit 128 bits with sign. It could not be read again. Use a smaller one, or a string.")
    }

    private func date(_ date: Date, at place: @autoclosure () -> CodingLink?) throws -> JSON {
        if let text = DateText.text(of: date) { return .string(text) }
        let path = CodingLink.path(of: place())
        throw JSON.EncodingFault(
            code: .dateOutOfRange, path: path,
            message: "The date at \(path), \(date.timeIntervalSinceReferenceDate) seconds from 2001, is outside the years 0001 to 9999. "
                + "RFC 3339 has no text for it. Use a date within them, or none.")
    }
}

extension JSON.EncodingFault {
    /// The fault for an error that a type threw from its own conformance.
    static func refused(_ type: Any.Type, _ error: any Error, at path: JSON.Path) -> JSON.EncodingFault {
        if case EncodingError.invalidValue(_, let context)? = error as? EncodingError {
            let path = context.codingPath.isEmpty ? path : JSON.Path(codingPath: context.codingPath)
            return JSON.EncodingFault(
                code: .refused, path: path,
                message:
                    "\(type) refused to be encoded at \(path): \(context.debugDescription) JSON cannot hold the value as it is. Correct the value.",
                cause: error)
        }
        return JSON.EncodingFault(
            code: .refused, path: path,
            message: "\(type) refused to be encoded at \(path): \(error). JSON cannot hold the value as it is. Correct the value.", cause: error)
    }
}
