extension KeyedEncodingContainer {
    /// Writes a list, dictionary or text unless it is empty.
    mutating func encodeUnlessEmpty<Value: Encodable & Collection>(_ value: Value, forKey key: Key) throws {
        if !value.isEmpty { try encode(value, forKey: key) }
    }

    /// Writes a truth value where it is true.
    mutating func encodeIfTrue(_ value: Bool, forKey key: Key) throws {
        if value { try encode(value, forKey: key) }
    }
}

extension KeyedDecodingContainer {
    /// Reads a field that may be missing.
    func decode<Value: Decodable>(_ key: Key, or missing: @autoclosure () -> Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? missing()
    }
}
