/// A run again and again, at an interval, until it has ended.
///
/// ```swift
/// for try await run in engine.statuses(of: id, every: .seconds(1)) { print(run.status, run.failures.count) }
/// ```
///
/// The first one comes at once and the final one when the run ends, however long the interval. Each costs only what happened since the one before.
public struct RunStatuses: AsyncSequence, Sendable {
    let engine: Engine
    let run: RunID
    let interval: Duration

    /// Begins to look.
    public func makeAsyncIterator() -> Iterator {
        Iterator(engine: engine, id: run, interval: interval)
    }

    /// Looks at a run at an interval.
    public struct Iterator: AsyncIteratorProtocol {
        private let engine: Engine
        private let id: RunID
        private let interval: Duration
        private var run: Run?

        init(engine: Engine, id: RunID, interval: Duration) {
            self.engine = engine
            self.id = id
            // An interval of nothing would keep a core busy.
            self.interval = Swift.max(interval, .milliseconds(1))
        }

        /// The run as it stands after the interval; nil once the final one was given.
        public mutating func next() async throws -> Run? {
            guard let last = run else {
                run = try await engine.snapshot(of: id)
                return run
            }
            guard !last.status.isFinal else { return nil }
            try await engine.waitForEnd(of: last, atMost: interval)
            run = try await engine.followed(last)
            return run
        }
    }
}

extension Engine {
    /// Waits until a run has ended, or a time has passed.
    fileprivate func waitForEnd(of run: Run, atMost limit: Duration) async throws {
        let feed = try await watchedFeed(of: run.id) { try await self.followed(run).status }
        let (watchdog, end) = (context.watchdog, context.environment.now() + limit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(name: "workstream end of run") { try await feed.waitForEnd() }
            // It is also over when the engine closes; whoever looks at the run then is told so.
            group.addTask(name: "workstream interval") { try? await watchdog.sleep(until: end) }
            try await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    /// A run with what happened since.
    fileprivate func followed(_ run: Run) async throws -> Run {
        try await withStorage { storage in
            var run = run
            try await run.follow(storage)
            return run
        }
    }
}
