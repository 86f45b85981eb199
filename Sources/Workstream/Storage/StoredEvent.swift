/// An event as it comes out of a storage, which may be of a kind that this version does not know.
public struct StoredEvent: Sendable {
    /// What is known of the event.
    enum Content: Sendable {
        /// All of it.
        case known(Event)
        /// It was written by a newer version; this says what was not understood.
        case newer(number: Int, what: String)
    }

    let content: Content

    /// The stored form of an event.
    public init(_ event: Event) {
        content = .known(event)
    }

    /// The event.
    ///
    /// - Throws: `StorageError` with code `.newerFormat` when it was written by a newer version (S69).
    public func event() throws(StorageError) -> Event {
        switch content {
        case .known(let event): return event
        case .newer(let number, let what):
            throw StorageError(
                .newerFormat,
                "Event \(number) has \(what), which this version does not know. Without it, nobody can say where the run stands. "
                    + "Open the run with the version that wrote it, or a later one.")
        }
    }

    /// The number of the event, known or not.
    public var number: Int {
        switch content {
        case .known(let event): event.number
        case .newer(let number, _): number
        }
    }
}
