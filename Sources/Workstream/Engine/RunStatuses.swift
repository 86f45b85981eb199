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
            try await engine.waitForEnd(of: id, atMost: interval)
            run = try await engine.followed(last)
            return run
        }
    }
}

extension Engine {
    /// Waits until a run has ended, or a time has passed.
    fileprivate func waitForEnd(of id: RunID, atMost limit: Duration) async throws {
        let feed = feed(of: id)
        let (watchdog, end) = (context.watchdog, context.environment.now() + limit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(name: "workstream end of run") { try await feed.waitForEnd() }
            group.addTask(name: "workstream interval") { try await watchdog.sleep(until: end) }
            try await group.next()
            group.cancelAll()
        }
    }

    /// A run with what happened since.
    fileprivate func followed(_ run: Run) async throws -> Run {
        guard phase != .closed else { throw EngineError.closed() }
        var run = run
        try await run.follow(context.storage)
        return run
    }
}
