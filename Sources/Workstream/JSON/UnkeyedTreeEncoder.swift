/// The elements that a value writes.
struct UnkeyedTreeEncoder: UnkeyedEncodingContainer {
    let encoder: TreeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.node.elements.count }

    private var link: CodingLink { CodingLink(encoder.link, IndexKey(count)) }

    private func add(_ value: JSON) { encoder.node.elements.append(value) }

    func encodeNil() throws { add(.null) }
    func encode(_ value: Bool) throws { add(.bool(value)) }
    func encode(_ value: String) throws { add(.string(value)) }
    func encode(_ value: Double) throws { add(try encoder.number(value, at: link)) }
    func encode(_ value: Float) throws { add(try encoder.number(value, at: link)) }
    func encode(_ value: Int) throws { add(.integer(Int128(value))) }
    func encode(_ value: Int8) throws { add(.integer(Int128(value))) }
    func encode(_ value: Int16) throws { add(.integer(Int128(value))) }
    func encode(_ value: Int32) throws { add(.integer(Int128(value))) }
    func encode(_ value: Int64) throws { add(.integer(Int128(value))) }
    func encode(_ value: Int128) throws { add(.integer(value)) }
    func encode(_ value: UInt) throws { add(.integer(Int128(value))) }
    func encode(_ value: UInt8) throws { add(.integer(Int128(value))) }
    func encode(_ value: UInt16) throws { add(.integer(Int128(value))) }
    func encode(_ value: UInt32) throws { add(.integer(Int128(value))) }
    func encode(_ value: UInt64) throws { add(.integer(Int128(value))) }
    func encode(_ value: UInt128) throws { add(try encoder.integer(value, at: link)) }
    func encode<T: Encodable>(_ value: T) throws { add(try encoder.value(value, at: link)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> { nested().container(keyedBy: type) }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

    func superEncoder() -> any Encoder { nested() }

    private func nested() -> TreeEncoder {
        let link = link
        return TreeEncoder(node: encoder.node.nodeAtEnd(), context: encoder.context, link: link)
    }
}
