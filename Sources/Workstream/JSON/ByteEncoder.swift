#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes Swift values as canonical JSON.
struct ByteEncoder: Encoder {
    /// Where it writes.
    let sink: EncodingSink
    /// Which value of the sink it writes.
    let serial: Int

    var codingPath: [any CodingKey] { sink.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { (sink.root ?? sink).userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedByteEncoder<Key>(encoder: claim(.object)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        UnkeyedByteEncoder(encoder: claim(.array))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleByteEncoder(encoder: self)
    }

    /// The encoder of a container of a kind; where the value is another already, or has ended, one that goes nowhere, and the fault is kept.
    private func claim(_ kind: EncodingSink.Kind) -> ByteEncoder {
        if sink.isLast(serial) {
            if sink.last.depth >= JSON.defaultDepthLimit { note(.tooDeep(at: path)) }
            if sink.become(kind) { return self }
        }
        noteConflict()
        let lost = EncodingSink(root: sink.root ?? sink).open(nil)
        _ = lost.sink.become(kind)
        return lost
    }

    /// Whether the value may be written to; where it has ended, the fault is kept.
    func mayWrite() -> Bool {
        if sink.isLast(serial) { return true }
        noteConflict()
        return false
    }

    /// Keeps the fault of a type that writes two things in one place; asking for a container cannot throw.
    func noteConflict() {
        let path = path
        note(
            JSON.EncodingFault(
                code: .conflictingContainers, path: path,
                message: "The type encoded at \(path) writes two kinds of container, or two values, in one place. Only one can be kept. "
                    + "Let its encode(to:) write one container or one value."))
    }

    private func note(_ fault: JSON.EncodingFault) {
        let root = sink.root ?? sink
        if root.fault == nil { root.fault = fault }
    }

    private var path: JSON.Path { JSON.Path(codingPath: sink.codingPath) }

    // MARK: Values

    /// Writes anything.
    ///
    /// - Parameter key: The member or element that it is; nothing where it takes the place of the value around it.
    @inline(__always)
    func write<T: Encodable>(_ value: T, _ key: @autoclosure () -> (any CodingKey)?) throws {
        // Lists of plain values arrive here element by element, so they must not cost a search or a container.
        if T.self == String.self {
            _ = sink.writer.write(unsafeBitCast(value, to: String.self))
            return
        }
        if T.self == Int.self { return sink.writer.write(Int128(unsafeBitCast(value, to: Int.self))) }
        if T.self == Bool.self { return sink.writer.write(unsafeBitCast(value, to: Bool.self)) }
        if T.self == Double.self { return try write(number: unsafeBitCast(value, to: Double.self), key()) }
        if T.self == JSON.self { return try write(json: value as! JSON, key()) }
        try writeOther(value, key())
    }

    private func writeOther<T: Encodable>(_ value: T, _ key: (any CodingKey)?) throws {
        switch sink.form(of: T.self) {
        case .plain: try reduce(value, key)
        case .set:
            let start = sink.writer.bytes.count
            try reduce(value, key)
            sink.rewrite(from: start) { $0.sortedAsSet }
        case .pairs:
            let start = sink.writer.bytes.count
            try reduce(value, key)
            // Objects are in order already.
            if sink.writer.bytes[start] == UInt8(ascii: "[") { sink.rewrite(from: start) { $0.sortedAsPairs } }
        case .duration: sink.writer.write(DurationText.text(of: value as! Duration))
        case .uuid: sink.writer.write((value as! UUID).uuidString)
        case .date: try write(date: value as! Date, key)
        case .url:
            let start = sink.writer.bytes.count
            try reduce(value, key)
            sink.rewrite(from: start) { $0["base"] == nil ? $0["relative"] ?? $0 : $0 }
        case .data:
            let start = sink.writer.bytes.count
            try reduce(value, key)
            sink.rewrite(from: start) { own in
                .string(Base64.text(of: (own.arrayValue ?? []).map { UInt8(truncatingIfNeeded: $0.intValue ?? 0) }))
            }
        case .json: try write(json: value as! JSON, key)
        }
    }

    /// What the type's own conformance writes.
    private func reduce<T: Encodable>(_ value: T, _ key: (any CodingKey)?) throws {
        let inner = sink.open(key)
        do {
            // A value that contains itself would go on until the stack ends.
            if sink.last.depth > JSON.defaultDepthLimit { throw JSON.EncodingFault.tooDeep(at: path) }
            try value.encode(to: inner)
        } catch {
            // What the value had begun is taken back by whoever asked for it.
            let path = path
            if let fault = error as? JSON.EncodingFault, fault.path.isInside(path) { throw fault }
            // A fault from elsewhere: the type has encoded something for itself, whose path means nothing here.
            throw JSON.EncodingFault.refused(T.self, error, at: path)
        }
        sink.close()
    }

    private func write(json: JSON, _ key: (any CodingKey)?) throws {
        let depth = key == nil ? sink.last.depth : sink.last.depth + 1
        if sink.writer.write(json, depthLimit: JSON.defaultDepthLimit - depth) { return }
        try json.validate(at: link(key))
    }

    /// Writes a number, which must be finite.
    func write(number value: Double, _ key: @autoclosure () -> (any CodingKey)?) throws {
        guard value.isFinite else { throw JSON.EncodingFault.notFinite(value, at: path(key())) }
        sink.writer.write(value)
    }

    /// Writes a number with the digits of a `Float`.
    func write(number value: Float, _ key: @autoclosure () -> (any CodingKey)?) throws {
        guard value.isFinite else { throw JSON.EncodingFault.notFinite(Double(value), at: path(key())) }
        // The digits that the Float itself needs, unless reading them by way of a Double would give its neighbour.
        if let short = Double(value.description), Float(short) == value { return sink.writer.write(short) }
        sink.writer.write(Double(value))
    }

    /// Writes an integer, which must fit 128 bits with sign.
    func write(integer value: some BinaryInteger, _ key: @autoclosure () -> (any CodingKey)?) throws {
        if let integer = Int128(exactly: value) { return sink.writer.write(integer) }
        let path = path(key())
        throw JSON.EncodingFault(
            code: .numberOutOfRange, path: path,
            message: "The integer \(value) at \(path) does not fit 128 bits with sign. It could not be read again. Use a smaller one, or a string.")
    }

    private func write(date: Date, _ key: (any CodingKey)?) throws {
        if let text = DateText.text(of: date) {
            _ = sink.writer.write(text)
            return
        }
        let path = path(key)
        throw JSON.EncodingFault(
            code: .dateOutOfRange, path: path,
            message: "The date at \(path), \(date.timeIntervalSinceReferenceDate) seconds from 2001, is outside the years 0001 to 9999. "
                + "RFC 3339 has no text for it. Use a date within them, or none.")
    }

    private func path(_ key: (any CodingKey)?) -> JSON.Path {
        JSON.Path(codingPath: sink.codingPath + (key.map { [$0] } ?? []))
    }

    private func link(_ key: (any CodingKey)?) -> CodingLink? {
        (sink.codingPath + (key.map { [$0] } ?? [])).reduce(nil) { CodingLink($0, $1) }
    }
}
