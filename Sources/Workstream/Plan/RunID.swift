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
    public var description: String {
        // Every path in a store of files is made of one.
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var place = 0
                func write(_ digit: UInt8) {
                    text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                    place += 1
                }
                for (index, byte) in bytes.enumerated() {
                    if [4, 6, 8, 10].contains(index) {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    write(byte >> 4)
                    write(byte & 0xF)
                }
                return place
            }
        }
    }

    /// Compares the numbers byte by byte, in which the text forms have the same order.
    public static func < (left: RunID, right: RunID) -> Bool { left.uuid < right.uuid }
}
