/// The members that a value writes.
struct KeyedTreeEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: TreeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    private func link(_ key: any CodingKey) -> CodingLink { CodingLink(encoder.link, key) }

    private func set(_ value: JSON, _ key: Key) { encoder.node.members[key.stringValue] = value }

    func encodeNil(forKey key: Key) throws { set(.null, key) }
    func encode(_ value: Bool, forKey key: Key) throws { set(.bool(value), key) }
    func encode(_ value: String, forKey key: Key) throws { set(.string(value), key) }
    func encode(_ value: Double, forKey key: Key) throws { set(try encoder.number(value, at: link(key)), key) }
    func encode(_ value: Float, forKey key: Key) throws { set(try encoder.number(value, at: link(key)), key) }
    func encode(_ value: Int, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: Int8, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: Int16, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: Int32, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: Int64, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: Int128, forKey key: Key) throws { set(.integer(value), key) }
    func encode(_ value: UInt, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: UInt8, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: UInt16, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: UInt32, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: UInt64, forKey key: Key) throws { set(.integer(Int128(value)), key) }
    func encode(_ value: UInt128, forKey key: Key) throws { set(try encoder.integer(value, at: link(key)), key) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { set(try encoder.value(value, at: link(key)), key) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested(key).unkeyedContainer() }

    func superEncoder() -> any Encoder { nested(NameKey("super")) }

    func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

    private func nested(_ key: any CodingKey) -> TreeEncoder {
        TreeEncoder(node: encoder.node.node(forKey: key.stringValue), context: encoder.context, link: link(key))
    }
}
