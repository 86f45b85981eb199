/// Who may read, write and run a file: the bits that `chmod` takes.
///
/// In a stored plan they are octal text, such as `"0644"`.
public struct FilePermissions: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    /// The bits, at most `0o7777`.
    public var rawValue: UInt16

    /// The permissions with these bits.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The permissions with these bits; write them in octal, such as `0o644`.
    public init(integerLiteral bits: UInt16) {
        self.rawValue = bits
    }

    /// Octal text of four digits or more.
    public var description: String {
        let digits = String(rawValue, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether the bits are ones that a file can have.
    var isValid: Bool { rawValue <= 0o7777 }
}

extension FilePermissions: Codable, CaseIterable {
    /// The permissions that files and directories usually have, so that a tool can make examples of a request.
    public static var allCases: [FilePermissions] { [0o600, 0o640, 0o644, 0o700, 0o750, 0o755] }

    /// Reads octal text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let bits = UInt16(text, radix: 8) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" are no permissions: octal digits were expected, such as \"0644\".")
        }
        self.rawValue = bits
    }

    /// Writes octal text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
