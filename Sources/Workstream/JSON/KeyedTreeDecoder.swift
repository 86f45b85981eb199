/// The members of an object that is being decoded.
struct KeyedTreeDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: TreeDecoder
    let members: [String: JSON]

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { members.keys.sorted { $0.precedesByBytes($1) }.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    private func link(_ key: any CodingKey) -> CodingLink { CodingLink(decoder.link, key) }

    private func member(_ key: Key) throws -> JSON {
        if let value = members[key.stringValue] { return value }
        throw DecodingError.missing(key, among: members.keys, at: decoder.link)
    }

    func decodeNil(forKey key: Key) throws -> Bool { try member(key).isNull }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder.bool(try member(key), at: link(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder.string(try member(key), at: link(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder.double(try member(key), at: link(key)) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try decoder.float(try member(key), at: link(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try decoder.integer(try member(key), at: link(key)) }
    func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try decoder.integer(try member(key), at: link(key)) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.value(try member(key), as: type, at: link(key)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try decoder.nested(try member(key), at: link(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.nested(try member(key), at: link(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder.nested(members["super"] ?? .null, at: link(NameKey("super"))) }

    func superDecoder(forKey key: Key) throws -> any Decoder { decoder.nested(members[key.stringValue] ?? .null, at: link(key)) }
}
