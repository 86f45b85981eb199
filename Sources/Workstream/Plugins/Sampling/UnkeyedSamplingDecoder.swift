/// Invents the elements of a list.
///
/// It has a length of its own, but goes on past it for a type that knows how many elements it wants.
struct UnkeyedSamplingDecoder: UnkeyedDecodingContainer {
    let decoder: SamplingDecoder
    let length: Int
    private(set) var currentIndex = 0

    init(decoder: SamplingDecoder, length: Int) {
        self.decoder = decoder
        self.length = length
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { length }
    var isAtEnd: Bool { currentIndex >= length }

    private mutating func next<T>(_ value: T) -> T {
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool { false }
    mutating func decode(_ type: Bool.Type) throws -> Bool { next(decoder.sampler.bool()) }
    mutating func decode(_ type: String.Type) throws -> String { next(decoder.sampler.text(decoder.taste)) }
    mutating func decode(_ type: Double.Type) throws -> Double { next(decoder.sampler.double(decoder.taste)) }
    mutating func decode(_ type: Float.Type) throws -> Float { next(Float(decoder.sampler.double(decoder.taste))) }
    mutating func decode(_ type: Int.Type) throws -> Int { next(decoder.integer(type)) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { next(decoder.integer(type)) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { next(decoder.integer(type)) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { next(decoder.integer(type)) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { next(decoder.integer(type)) }
    mutating func decode(_ type: Int128.Type) throws -> Int128 { next(decoder.integer(type)) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { next(decoder.integer(type)) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { next(decoder.integer(type)) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { next(decoder.integer(type)) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { next(decoder.integer(type)) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { next(decoder.integer(type)) }
    mutating func decode(_ type: UInt128.Type) throws -> UInt128 { next(decoder.integer(type)) }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { next(try decoder.value(type, IndexKey(currentIndex))) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        next(try decoder.nested(IndexKey(currentIndex)).container(keyedBy: type))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        next(try decoder.nested(IndexKey(currentIndex)).unkeyedContainer())
    }

    mutating func superDecoder() throws -> any Decoder { next(try decoder.nested(IndexKey(currentIndex))) }
}
