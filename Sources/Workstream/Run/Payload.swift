/// An encoded value in the journal: whole, or, when it was larger than its limit, its beginning and end (S32).
public enum Payload: Sendable, Hashable {
    /// The canonical JSON of the value.
    case whole([UInt8])
    /// What was kept of a value that was too large; rare, and so in a room of its own.
    indirect case clipped(Clipped)

    /// What was kept of a value that was too large.
    public struct Clipped: Sendable, Hashable, Codable {
        /// The first characters, as text.
        public var beginning: String
        /// The last characters, as text.
        public var end: String
        /// How many bytes the whole had.
        public var length: Int
        /// The SHA-256 of the whole, in hexadecimal.
        public var digest: String

        /// What was kept of a value.
        public init(beginning: String, end: String, length: Int, digest: String) {
            self.beginning = beginning
            self.end = end
            self.length = length
            self.digest = digest
        }
    }

    /// The empty object, `{}`.
    public static let empty = Payload.whole(JSON.emptyObjectBytes)
}
