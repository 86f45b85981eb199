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
    /// What the run was submitted with stands in it as it was. Its owner and its last sign of life are the storage's business.
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

extension Batch {
    /// Refuses a batch that no storage may keep; every `append` begins with it.
    ///
    /// - Parameter number: The number of the run's last stored event.
    /// - Throws: `StorageError` with code `.conflict` when the batch does not begin with the event after it, `.malformed` when it contradicts itself.
    /// - Complexity: O(events).
    public func check(after number: Int) throws(StorageError) {
        guard first == number + 1 else { throw .conflict(run, first: first, last: number) }
        for index in events.indices where events[index].number != first + index {
            throw .malformed("Event \(events[index].number) stands at the place of event \(first + index) of run \"\(run)\".", run: run)
        }
        guard head.id == run, head.lastNumber == last else {
            throw .malformed("The head that came with event \(last) of run \"\(run)\" says that it is another's.", run: run)
        }
    }
}
