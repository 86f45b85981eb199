/// The members that a value writes.
struct KeyedByteEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ByteEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    /// Writes a member; nothing of it stays where its value cannot be written.
    @inline(__always)
    private func member(_ key: Key, _ write: (EncodingSink) throws -> Void) throws {
        guard encoder.mayWrite() else { return }
        let place = encoder.sink.place
        encoder.sink.beginMember(key.stringValue)
        do {
            try write(encoder.sink)
        } catch {
            encoder.sink.cut(to: place)
            throw error
        }
    }

    func encodeNil(forKey key: Key) throws { try member(key) { $0.writer.append("null") } }
    func encode(_ value: Bool, forKey key: Key) throws { try member(key) { $0.writer.write(value) } }
    func encode(_ value: String, forKey key: Key) throws { try member(key) { $0.writer.write(value) } }
    func encode(_ value: Double, forKey key: Key) throws { try member(key) { _ in try encoder.write(number: value, key) } }
    func encode(_ value: Float, forKey key: Key) throws { try member(key) { _ in try encoder.write(number: value, key) } }
    func encode(_ value: Int, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int8, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int16, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int32, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int64, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int128, forKey key: Key) throws { try member(key) { $0.writer.write(value) } }
    func encode(_ value: UInt, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt8, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt16, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt32, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt64, forKey key: Key) throws { try member(key) { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt128, forKey key: Key) throws { try member(key) { _ in try encoder.write(integer: value, key) } }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try member(key) { _ in try encoder.write(value, key) } }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested(key).unkeyedContainer() }

    func superEncoder() -> any Encoder { nested(NameKey("super")) }

    func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

    private func nested(_ key: any CodingKey) -> ByteEncoder {
        guard encoder.mayWrite() else { return EncodingSink(root: encoder.sink.root ?? encoder.sink).open(nil) }
        return encoder.sink.nestedSink(forKey: key).first
    }
}
