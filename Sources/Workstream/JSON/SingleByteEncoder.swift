/// The one value that a value writes in its own place.
struct SingleByteEncoder: SingleValueEncodingContainer {
    let encoder: ByteEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    /// Writes the value; where it cannot be written, another may be.
    @inline(__always)
    private func single(_ write: (EncodingSink) throws -> Void) throws {
        let sink = encoder.sink
        guard sink.isLast(encoder.serial), sink.last.kind == .undecided else { return encoder.noteConflict() }
        let place = sink.place
        sink.last.kind = .single
        do {
            try write(sink)
        } catch {
            sink.cut(to: place)
            sink.last.kind = .undecided
            throw error
        }
    }

    func encodeNil() throws { try single { $0.writer.append("null") } }
    func encode(_ value: Bool) throws { try single { $0.writer.write(value) } }
    func encode(_ value: String) throws { try single { $0.writer.write(value) } }
    func encode(_ value: Double) throws { try single { _ in try encoder.write(number: value, nil) } }
    func encode(_ value: Float) throws { try single { _ in try encoder.write(number: value, nil) } }
    func encode(_ value: Int) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int8) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int16) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int32) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int64) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: Int128) throws { try single { $0.writer.write(value) } }
    func encode(_ value: UInt) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt8) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt16) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt32) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt64) throws { try single { $0.writer.write(Int128(value)) } }
    func encode(_ value: UInt128) throws { try single { _ in try encoder.write(integer: value, nil) } }
    func encode<T: Encodable>(_ value: T) throws { try single { _ in try encoder.write(value, nil) } }
}
