/// The response of a plugin that has nothing to say.
public struct NoResponse: Codable, Sendable, Hashable {
    /// The only value.
    public init() {}
}
