/// A piece of what a plugin writes while it works, shown as it comes (S73).
public struct LiveOutput: Sendable, Hashable {
    /// The path of the action or check.
    public var path: NodePath
    /// The number of the attempt.
    public var attempt: Int
    /// The stream that it belongs to.
    public var channel: OutputChannel
    /// What was written.
    public var text: String

    /// A piece of output.
    public init(path: NodePath, attempt: Int, channel: OutputChannel, text: String) {
        self.path = path
        self.attempt = attempt
        self.channel = channel
        self.text = text
    }
}
