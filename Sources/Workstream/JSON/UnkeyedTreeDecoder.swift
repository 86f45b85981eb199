/// The elements of a list that is being decoded, one after another.
struct UnkeyedTreeDecoder: UnkeyedDecodingContainer {
    let decoder: TreeDecoder
    let elements: [JSON]
    private(set) var currentIndex = 0

    init(decoder: TreeDecoder, elements: [JSON]) {
        self.decoder = decoder
        self.elements = elements
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private var link: CodingLink { CodingLink(decoder.link, IndexKey(currentIndex)) }

    private func element(_ type: Any.Type) throws -> JSON {
        if currentIndex < elements.count { return elements[currentIndex] }
        throw DecodingError.missing(type, after: elements.count, at: link)
    }

    /// Goes on to the next element; only when this one was decoded, so that a type may try several forms.
    private mutating func taken<T>(_ value: T) -> T {
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard try element(Never?.self).isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { taken(try decoder.bool(try element(type), at: link)) }
    mutating func decode(_ type: String.Type) throws -> String { taken(try decoder.string(try element(type), at: link)) }
    mutating func decode(_ type: Double.Type) throws -> Double { taken(try decoder.double(try element(type), at: link)) }
    mutating func decode(_ type: Float.Type) throws -> Float { taken(try decoder.float(try element(type), at: link)) }
    mutating func decode(_ type: Int.Type) throws -> Int { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: Int128.Type) throws -> Int128 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { taken(try decoder.integer(try element(type), at: link)) }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { taken(try decoder.value(try element(type), as: type, at: link)) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        taken(try decoder.nested(try element([String: JSON].self), at: link).container(keyedBy: type))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        taken(try decoder.nested(try element([JSON].self), at: link).unkeyedContainer())
    }

    mutating func superDecoder() throws -> any Decoder { taken(decoder.nested(try element(JSON.self), at: link)) }
}
