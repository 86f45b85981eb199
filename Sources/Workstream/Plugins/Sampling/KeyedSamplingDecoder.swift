/// Invents the members of an object.
struct KeyedSamplingDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: SamplingDecoder
    /// A few words, for a type that takes any key, such as a dictionary; a type with keys of its own is asked for none.
    let allKeys: [Key]

    init(decoder: SamplingDecoder) {
        self.decoder = decoder
        let count = decoder.sampler.count(decoder.taste, depth: decoder.depth)
        allKeys = (0..<count).compactMap { _ in Key(stringValue: decoder.sampler.text(.plain)) }
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    func contains(_ key: Key) -> Bool { decoder.sampler.isPresent(decoder.taste, depth: decoder.depth) }
    func decodeNil(forKey key: Key) throws -> Bool { false }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { decoder.sampler.bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { decoder.sampler.text(decoder.taste) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { decoder.sampler.double(decoder.taste) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(decoder.sampler.double(decoder.taste)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { decoder.integer(type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { decoder.integer(type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { decoder.integer(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { decoder.integer(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { decoder.integer(type) }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { decoder.integer(type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { decoder.integer(type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { decoder.integer(type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { decoder.integer(type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { decoder.integer(type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { decoder.integer(type) }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { decoder.integer(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.value(type, key) }

    /// What may be missing is missing when no example of it can be made, so that it spoils nothing else.
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        contains(key) ? try? decoder.value(type, key) : nil
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try decoder.nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try decoder.nested(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { try decoder.nested(NameKey("super")) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder.nested(key) }
}
