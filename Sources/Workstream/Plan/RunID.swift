#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Names one execution of a plan, for ever and everywhere.
public struct RunID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The number behind the name.
    public var uuid: UUID

    /// The run with this number.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the form that `description` writes; `nil` when the text is no UUID.
    public init?(_ text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        self.uuid = uuid
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = RunID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not the id of a run: a UUID was expected.")
        }
        self = id
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The UUID in lower case, so that it can be typed, and used as the name of a folder.
    public var description: String { uuid.uuidString.lowercased() }

    /// Compares the numbers byte by byte, in which the text forms have the same order.
    public static func < (left: RunID, right: RunID) -> Bool { left.uuid < right.uuid }
}
