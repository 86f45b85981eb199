/// Where values being encoded write their canonical bytes, each behind the one before.
///
/// What a type writes is written at once and in place: a value that is encoded ends before the one that it stands in goes on. Only nested containers and super
/// encoders may be written to later; each of them has a sink of its own, whose bytes are put in place when the value around it ends.
///
/// Exclusive access is not checked as it runs: no method calls anything but its own while it writes, and the checks took a third of the time.
final class EncodingSink {
    /// The sink of the outermost value; nothing where this is it.
    let root: EncodingSink?
    /// What stands around the first value.
    let path: [any CodingKey]
    /// What the caller hands to the types; kept by the root.
    var userInfo: [CodingUserInfoKey: any Sendable] = [:]
    /// The first misuse that a container could not throw when it was asked for; kept by the root.
    var fault: JSON.EncodingFault?
    /// The bytes.
    @exclusivity(unchecked) var writer = JSONWriter(style: .canonical)
    /// The value that is being written.
    @exclusivity(unchecked) var last: Frame
    /// The values around it, the outermost first; kept apart because most values have none.
    @exclusivity(unchecked) private var outer: [Frame] = []
    /// The members of the objects among them.
    @exclusivity(unchecked) var members: [Member] = []
    /// The nested sinks of the values among them.
    @exclusivity(unchecked) var nested: [Nested] = []
    @exclusivity(unchecked) private var lastSerial = 0
    @exclusivity(unchecked) private var lastType: (type: ObjectIdentifier, form: CanonicalForm)?

    /// A sink for an outermost value, or for a nested container that stands at a path.
    init(root: EncodingSink? = nil, path: [any CodingKey] = []) {
        self.root = root
        self.path = path
        last = Frame(serial: 0, key: nil, depth: path.count, start: 0, firstMember: 0, firstNested: 0)
        // Most values fit, and so are written into the memory in which they are kept.
        writer.bytes.reserveCapacity(64)
    }

    /// The encoder of the value that was begun first.
    var first: ByteEncoder { ByteEncoder(sink: self, serial: 1) }

    /// Ends all values, and gives what was written.
    func finish() -> [UInt8] {
        while last.serial > 0 { close() }
        return writer.bytes
    }

    /// Begins a value; its encoder may write until it ends.
    @discardableResult func open(_ key: (any CodingKey)?) -> ByteEncoder {
        lastSerial += 1
        let depth = key == nil ? last.depth : last.depth + 1
        if last.serial > 0 { outer.append(last) }
        last = Frame(
            serial: lastSerial, key: key, depth: depth, start: writer.bytes.count, firstMember: members.count, firstNested: nested.count)
        return ByteEncoder(sink: self, serial: lastSerial)
    }

    /// Ends the value that was begun last: puts nested containers in place, and members in order.
    func close() {
        let frame = last
        switch frame.kind {
        case .undecided: writer.append("{}")
        case .single: break
        case .array: writer.bytes.append(UInt8(ascii: "]"))
        case .object:
            if members.count > frame.firstMember { members[members.count - 1].end = writer.bytes.count }
            writer.bytes.append(UInt8(ascii: "}"))
        }
        if nested.count > frame.firstNested { putNestedInPlace(frame) }
        if frame.kind == .object, !(frame.isOrdered && frame.hasPlainNames) { order(frame) }
        forget()
    }

    /// Takes back everything from a place on that a value has written, which threw instead of coming to its end.
    func cut(to place: Place) {
        while last.serial != place.serial { forget() }
        writer.bytes.removeSubrange(place.bytes...)
        members.removeSubrange(place.members...)
        last.count = place.count
    }

    private func forget() {
        if members.count > last.firstMember { members.removeSubrange(last.firstMember...) }
        if nested.count > last.firstNested { nested.removeSubrange(last.firstNested...) }
        last = outer.popLast() ?? Frame(serial: 0, key: nil, depth: path.count, start: 0, firstMember: 0, firstNested: 0)
    }

    /// How far a sink was written.
    struct Place {
        fileprivate let bytes: Int
        fileprivate let serial: Int
        fileprivate let members: Int
        fileprivate let count: Int
    }

    /// How far it is written.
    var place: Place {
        Place(bytes: writer.bytes.count, serial: last.serial, members: members.count, count: last.count)
    }

    /// The form of a type; lists ask for the same again and again.
    func form<T>(of type: T.Type) -> CanonicalForm {
        let identifier = ObjectIdentifier(type)
        if let lastType, lastType.type == identifier { return lastType.form }
        let form = CanonicalForm.of(type)
        lastType = (identifier, form)
        return form
    }

    /// Where the value that was begun last stands.
    var codingPath: [any CodingKey] { path + outer.compactMap(\.key) + (last.key.map { [$0] } ?? []) }
}
