/// How long a wait was, and how often it looked.
public struct WaitResult: Codable, Sendable, Hashable {
    /// The time from the first look to the last one.
    public var waited: Duration
    /// How often it looked; 1 when there was nothing to wait for.
    public var looks: Int

    /// A result.
    public init(waited: Duration, looks: Int) {
        self.waited = waited
        self.looks = looks
    }
}
