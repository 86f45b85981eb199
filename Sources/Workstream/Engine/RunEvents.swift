/// The events of a run, in order: first its history, then each as it becomes durable, up to the run's end (S47).
///
/// ```swift
/// for try await event in engine.events(of: id) { print(event.number, event.kind) }
/// ```
///
/// The loop ends after the run's last event. It throws `EngineError` when the run goes on no more with this engine, `CancellationError`, and what the storage
/// throws. Each loop reads anew.
public struct RunEvents: AsyncSequence, Sendable {
    private let number: Int
    private let journal: @Sendable () -> any FollowedJournal

    init(after number: Int, in journal: @escaping @Sendable () -> any FollowedJournal) {
        self.number = number
        self.journal = journal
    }

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(journal(), after: number)
    }

    /// Reads events.
    public struct Iterator: AsyncIteratorProtocol {
        private static let pageSize = 500

        private let journal: any FollowedJournal
        private var number: Int
        private var page: ArraySlice<StoredEvent> = []
        /// Whether the journal grows no more.
        private var isComplete = false
        private var isOver = false

        init(_ journal: any FollowedJournal, after number: Int) {
            self.journal = journal
            self.number = number
        }

        /// The next event; nil after the run's last one.
        public mutating func next() async throws -> Event? {
            while !isOver {
                if let stored = page.popFirst() {
                    let event = try stored.event()
                    number = event.number
                    if event.node == 0, case .ended = event.kind { isOver = true }
                    return event
                }
                try Task.checkCancellation()
                let wasLast = isComplete
                page = try await journal.events(after: number, limit: Self.pageSize)[...]
                guard page.isEmpty else { continue }
                // What became durable between the reading and the end must not be missed.
                if wasLast { isOver = true } else { isComplete = try await journal.waitForMore(beyond: number) }
            }
            return nil
        }
    }
}
