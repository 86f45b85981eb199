/// What stored events survive, as a storage states it (S60).
///
/// A run names it where it is less than `full`.
public struct Durability: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name, as people read it.
    public var rawValue: String
    /// The durability with that name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The durability with that name.
    public init(stringLiteral text: String) { self.rawValue = text }
    /// The name.
    public var description: String { rawValue }

    /// The end of the process, of the system, and a power cut.
    public static let full: Self = "full"
    /// The crash of the process, but not always that of the system.
    public static let processCrash: Self = "processCrash"
    /// Nothing: it is gone with the process.
    public static let memory: Self = "memory"
}
