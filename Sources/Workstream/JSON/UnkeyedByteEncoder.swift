/// The elements that a value writes.
struct UnkeyedByteEncoder: UnkeyedEncodingContainer {
    let encoder: ByteEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.sink.isLast(encoder.serial) ? encoder.sink.last.count : 0 }

    private var key: IndexKey { IndexKey(count - 1) }

    /// Writes an element; nothing of it stays where its value cannot be written.
    @inline(__always)
    private func element(_ write: (EncodingSink) throws -> Void) throws {
        guard encoder.mayWrite() else { return }
        let place = encoder.sink.place
        encoder.sink.beginElement()
        do {
            try write(encoder.sink)
        } catch {
            encoder.sink.cut(to: place)
            throw error
        }
    }

    func encodeNil() throws { try element { $0.writer.append("null") } }
    func encode(_ value: Bool) throws { try element { $0.writer.write(value) } }
    func encode(_ value: String) throws { try element { $0.writer.write(value) } }
    func encode(_ value: Double) throws { try element { _ in try encoder.write(number: value, key) } }
    func encode(_ value: Float) throws { try element { _ in try encoder.write(number: value, key) } }
    func encode(_ value: Int) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int8) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int16) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int32) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int64) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int128) throws { try element { $0.writer.write(value) } }
    func encode(_ value: UInt) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt8) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt16) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt32) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt64) throws { try element { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt128) throws { try element { _ in try encoder.write(integer: value, key) } }
    func encode<T: Encodable>(_ value: T) throws { try element { _ in try encoder.write(value, key) } }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> { nested().container(keyedBy: type) }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

    func superEncoder() -> any Encoder { nested() }

    private func nested() -> ByteEncoder {
        guard encoder.mayWrite() else { return EncodingSink(root: encoder.sink.root ?? encoder.sink).open(nil) }
        return encoder.sink.nestedSinkAtEnd().first
    }
}
