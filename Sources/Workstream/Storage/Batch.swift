/// Events that are stored together, whole or not at all, and the head that follows from them (S61).
///
/// It holds events and not their stored form: what is written is always known, and a storage that keeps bytes encodes a `StoredEvent` of each.
public struct Batch: Sendable {
    /// The run.
    public var run: RunID
    /// The events, at least one, numbered without gaps.
    public var events: [Event]
    /// The head after the last of the events.
    ///
    /// Its owner and its last sign of life are the storage's business.
    public var head: RunHead

    /// Events that are stored together.
    public init(run: RunID, events: [Event], head: RunHead) {
        self.run = run
        self.events = events
        self.head = head
    }

    /// The number of the first event; it must be the one after the last that is stored.
    ///
    /// 0 for a batch without events, which is always refused.
    public var first: Int { events.first?.number ?? 0 }
    /// The number of the last event.
    public var last: Int { events.last?.number ?? 0 }
}
