/// How much live output an attempt had, and how much of it was not kept (S32, S73).
///
/// A reference type, because an event must stay small and most attempts write nothing; it never changes once it is made.
public final class OutputSummary: Sendable {
    /// How many bytes were written.
    public let length: Int
    /// How many of them were left out, between the beginning and the end that were kept.
    public let missing: Int
    /// The SHA-256 of all that was written, in hexadecimal, where something was left out.
    public let digest: String?

    /// How much output there was.
    public init(length: Int, missing: Int = 0, digest: String? = nil) {
        self.length = length
        self.missing = missing
        self.digest = digest
    }
}

extension OutputSummary: Hashable {
    /// Equal in every field.
    public static func == (left: OutputSummary, right: OutputSummary) -> Bool {
        left.length == right.length && left.missing == right.missing && left.digest == right.digest
    }

    /// Feeds the lengths.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(length)
        hasher.combine(missing)
    }
}
