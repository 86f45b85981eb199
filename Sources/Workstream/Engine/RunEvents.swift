/// The events of a run, in order: first its history, then each as it becomes durable, up to the run's end (S47).
///
/// ```swift
/// for try await event in engine.events(of: id) { print(event.number, event.kind) }
/// ```
///
/// The loop ends after the run's last event. It throws `EngineError` when the run goes on no more with this engine, `CancellationError`, and what the storage
/// throws. Each loop reads anew.
public struct RunEvents: AsyncSequence, Sendable {
    let engine: Engine
    let run: RunID
    let number: Int

    init(engine: Engine, run: RunID, after number: Int) {
        self.engine = engine
        self.run = run
        self.number = number
    }

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(engine: engine, run: run, number: number)
    }

    /// Reads events.
    public struct Iterator: AsyncIteratorProtocol {
        private static let pageSize = 500

        private let engine: Engine
        private let run: RunID
        private var number: Int
        private var page: ArraySlice<StoredEvent> = []
        private var feed: RunFeed?
        /// Whether the journal grows no more.
        private var isComplete = false
        private var isOver = false

        init(engine: Engine, run: RunID, number: Int) {
            self.engine = engine
            self.run = run
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
                page = try await engine.storedEvents(of: run, after: number, limit: Self.pageSize)[...]
                guard page.isEmpty else { continue }
                // What became durable between the reading and the end must not be missed.
                if wasLast { isOver = true } else { isComplete = try await waitForMore() }
            }
            return nil
        }

        /// Waits until there is more to read; whether that is all that there will be.
        private mutating func waitForMore() async throws -> Bool {
            if let feed { return try await feed.wait(beyond: number) }
            let feed = try await engine.watchedFeed(of: run)
            self.feed = feed
            return try await feed.wait(beyond: number)
        }
    }
}

extension Engine {
    /// Reads a piece of a journal.
    func storedEvents(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try await withStorage { try await $0.events(of: run, after: number, limit: limit) }
    }
}
