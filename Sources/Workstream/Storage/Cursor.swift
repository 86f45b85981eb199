/// A place in a listing, to go on from.
///
/// What it says is the storage's own business; it may be kept and given back as text.
public struct Cursor: RawRepresentable, Sendable, Hashable, Codable {
    /// The place, as text.
    public var rawValue: String

    /// The place that a storage wrote as that text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}
