/// Invents a value that is decoded in one piece.
struct SingleSamplingDecoder: SingleValueDecodingContainer {
    let decoder: SamplingDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { !decoder.sampler.isPresent(decoder.taste, depth: decoder.depth) }
    func decode(_ type: Bool.Type) throws -> Bool { decoder.sampler.bool() }
    func decode(_ type: String.Type) throws -> String { decoder.sampler.text(decoder.taste) }
    func decode(_ type: Double.Type) throws -> Double { decoder.sampler.double(decoder.taste) }
    func decode(_ type: Float.Type) throws -> Float { Float(decoder.sampler.double(decoder.taste)) }
    func decode(_ type: Int.Type) throws -> Int { decoder.integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { decoder.integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { decoder.integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { decoder.integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { decoder.integer(type) }
    func decode(_ type: Int128.Type) throws -> Int128 { decoder.integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { decoder.integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { decoder.integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { decoder.integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { decoder.integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { decoder.integer(type) }
    func decode(_ type: UInt128.Type) throws -> UInt128 { decoder.integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.value(type) }
}
