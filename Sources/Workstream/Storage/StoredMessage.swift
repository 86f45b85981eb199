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

extension StoredMessage: Codable {
    private enum Field: String, CodingKey { case run, number, time, message }

    /// Reads an object with the fields `run`, `number`, `time`, which is in nanoseconds since 1970, and `message`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        run = try fields.decode(RunID.self, forKey: .run)
        number = try fields.decode(Int.self, forKey: .number)
        time = Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .time))
        message = try fields.decode(Message.self, forKey: .message)
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(run, forKey: .run)
        try fields.encode(number, forKey: .number)
        try fields.encode(time.nanoseconds, forKey: .time)
        try fields.encode(message, forKey: .message)
    }
}
