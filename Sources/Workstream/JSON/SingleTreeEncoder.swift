/// The one value that a value writes in its own place.
struct SingleTreeEncoder: SingleValueEncodingContainer {
    let encoder: TreeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    private func set(_ value: JSON) {
        guard encoder.node.kind == .undecided, encoder.node.become(.single) else { return encoder.noteConflict() }
        encoder.node.single = value
    }

    func encodeNil() throws { set(.null) }
    func encode(_ value: Bool) throws { set(.bool(value)) }
    func encode(_ value: String) throws { set(.string(value)) }
    func encode(_ value: Double) throws { set(try encoder.number(value, at: encoder.link)) }
    func encode(_ value: Float) throws { set(try encoder.number(value, at: encoder.link)) }
    func encode(_ value: Int) throws { set(.integer(Int128(value))) }
    func encode(_ value: Int8) throws { set(.integer(Int128(value))) }
    func encode(_ value: Int16) throws { set(.integer(Int128(value))) }
    func encode(_ value: Int32) throws { set(.integer(Int128(value))) }
    func encode(_ value: Int64) throws { set(.integer(Int128(value))) }
    func encode(_ value: Int128) throws { set(.integer(value)) }
    func encode(_ value: UInt) throws { set(.integer(Int128(value))) }
    func encode(_ value: UInt8) throws { set(.integer(Int128(value))) }
    func encode(_ value: UInt16) throws { set(.integer(Int128(value))) }
    func encode(_ value: UInt32) throws { set(.integer(Int128(value))) }
    func encode(_ value: UInt64) throws { set(.integer(Int128(value))) }
    func encode(_ value: UInt128) throws { set(try encoder.integer(value, at: encoder.link)) }
    func encode<T: Encodable>(_ value: T) throws { set(try encoder.value(value, at: encoder.link)) }
}
