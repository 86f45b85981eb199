/// A decoder that invents whatever it is asked for.
struct SamplingDecoder: Decoder {
    let sampler: Sampler
    let taste: Taste
    let depth: Int
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedSamplingDecoder<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        UnkeyedSamplingDecoder(decoder: self, length: sampler.count(taste, depth: depth))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleSamplingDecoder(decoder: self) }

    /// The decoder of something inside.
    func nested(_ key: (any CodingKey)?) throws -> SamplingDecoder {
        guard depth < Sampler.depthLimit else {
            let path = codingPath.map(\.stringValue).joined(separator: ".")
            throw SamplingError(type: "container", path: path, reason: "it contains itself without an end.")
        }
        return SamplingDecoder(sampler: sampler, taste: taste, depth: depth + 1, codingPath: key.map { codingPath + [$0] } ?? codingPath)
    }

    /// An example of a type inside.
    func value<T: Decodable>(_ type: T.Type, _ key: (any CodingKey)? = nil) throws -> T {
        try sampler.value(type, taste: taste, depth: depth, path: key.map { codingPath + [$0] } ?? codingPath)
    }

    func integer<I: FixedWidthInteger>(_ type: I.Type) -> I { sampler.integer(type, taste) }
}
