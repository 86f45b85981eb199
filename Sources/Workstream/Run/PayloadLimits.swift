/// How much is kept of what plugins answer, throw and write (S32).
///
/// What is larger is kept as beginning, end, length and digest; the action goes on as if nothing had happened, but a binding into a response that was not
/// kept fails.
public struct PayloadLimits: Sendable, Hashable {
    /// The largest response that is kept whole, and the largest request with bound values; in bytes of canonical JSON.
    public var response: Int
    /// The largest error that is kept whole; in bytes of all messages of the error and its causes.
    public var error: Int
    /// How much live output is kept of an attempt; in bytes.
    public var output: Int

    /// How much is kept of the beginning, and how much of the end, of what is too large to be kept whole: 1 KiB.
    public static let excerpt = 1024

    /// Limits of one's own.
    public init(response: Int = 4 << 20, error: Int = 64 << 10, output: Int = 1 << 20) {
        self.response = response
        self.error = error
        self.output = output
    }

    /// Responses 4 MiB, errors 64 KiB, output 1 MiB.
    public static let standard = PayloadLimits()
}
