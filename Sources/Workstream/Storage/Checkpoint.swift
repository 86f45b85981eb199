/// A shortcut to the state of a run after some event; a cache, which may be lost at any time.
public struct Checkpoint: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// The number of the last event that the state contains.
    public var number: Int
    /// The version of the form in which the state is written.
    public var version: Int
    /// The state.
    public var bytes: [UInt8]

    /// A checkpoint.
    public init(run: RunID, number: Int, version: Int, bytes: [UInt8]) {
        self.run = run
        self.number = number
        self.version = version
        self.bytes = bytes
    }
}
