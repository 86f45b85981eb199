/// A message as a storage keeps it until the event that was made of it names its number.
public struct StoredMessage: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// The number of the message among those of its run, from 1, without gaps.
    public var number: Int
    /// When it was posted, by the storage's clock.
    public var time: Timestamp
    /// The message.
    public var message: Message

    /// A message that was kept.
    public init(run: RunID, number: Int, time: Timestamp, message: Message) {
        self.run = run
        self.number = number
        self.time = time
        self.message = message
    }
}
