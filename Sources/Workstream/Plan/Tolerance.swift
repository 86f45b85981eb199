/// How many sequences of a block may fail before the block does (S21).
public enum Tolerance: Sendable, Hashable {
    /// So many sequences; the next failure fails the block.
    case count(Int)

    /// So many per cent of the block's sequences, rounded down.
    case percent(Int)

    /// Any number.
    case unlimited

    /// The greatest number of failed sequences with which a block of that many sequences is still completed.
    public func limit(of sequences: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): sequences / 100 * percent + sequences % 100 * percent / 100
        case .unlimited: .max
        }
    }
}

extension Tolerance: Codable, CustomStringConvertible {
    /// Reads a number, a text such as "10%", or "unlimited".
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self) {
            self = .count(count)
            return
        }
        let text = try container.decode(String.self)
        if text == "unlimited" {
            self = .unlimited
        } else if text.hasSuffix("%"), let percent = Int(text.dropLast()) {
            self = .percent(percent)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is not a tolerance: a number, a text such as \"10%\", or \"unlimited\" was expected.")
        }
    }

    /// Writes a number, a text such as "10%", or "unlimited".
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .count(let count): try container.encode(count)
        case .percent, .unlimited: try container.encode(description)
        }
    }

    /// The number, "10%", or "unlimited".
    public var description: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent): "\(percent)%"
        case .unlimited: "unlimited"
        }
    }
}
