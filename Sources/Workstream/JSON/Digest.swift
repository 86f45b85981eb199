/// A SHA-256 digest: 32 bytes, as text 64 lower-case hexadecimal digits.
public struct Digest: Sendable, Hashable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Makes a digest of its 32 bytes; `nil` where there are more or fewer.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads 64 hexadecimal digits; `nil` where the text is anything else.
    public init?(_ text: String) {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, text.utf8.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension Digest: Codable {
    /// Reads the hexadecimal digits.
    ///
    /// - Throws: `DecodingError` where the text is no digest.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is no SHA-256 digest. A digest has 64 hexadecimal digits. Copy it whole.")
        }
        self = digest
    }

    /// Writes the hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
