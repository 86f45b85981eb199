public import Workstream

/// The clock of a ``SeededExecutor``: it stands still while anything can run, and then jumps to the next timer.
public struct VirtualClock: Clock {
    /// A moment of virtual time.
    public struct Instant: InstantProtocol {
        /// The moment in UTC.
        public var timestamp: Timestamp

        /// Makes a moment.
        public init(_ timestamp: Timestamp) {
            self.timestamp = timestamp
        }

        /// The moment so much later.
        public func advanced(by duration: Duration) -> Instant {
            Instant(timestamp + duration)
        }

        /// How much later the other moment is.
        public func duration(to other: Instant) -> Duration {
            other.timestamp - timestamp
        }

        /// Whether the left moment is before the right one.
        public static func < (left: Instant, right: Instant) -> Bool {
            left.timestamp < right.timestamp
        }
    }

    private let executor: SeededExecutor

    init(executor: SeededExecutor) {
        self.executor = executor
    }

    /// The present moment.
    public var now: Instant { Instant(executor.now) }

    /// A nanosecond.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Sleeps until a moment.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let sleeper = VirtualSleeper(on: executor)
        try await sleeper.asLongAsNeeded { try await sleeper.sleep(until: deadline.timestamp) }
    }

    /// Sleeps for a time, whether the task is cancelled or not, as badly behaved code does.
    public func sleepIgnoringCancellation(for duration: Duration) async {
        await withCheckedContinuation { continuation in
            _ = executor.schedule(.action { continuation.resume() }, at: executor.now + duration)
        }
    }

    /// Does something at a moment, without a task that waits for it.
    ///
    /// - Parameters:
    ///   - deadline: When.
    ///   - action: What; it runs between two jobs.
    public func schedule(at deadline: Instant, _ action: @escaping @Sendable () -> Void) {
        _ = executor.schedule(.action(action), at: deadline.timestamp)
    }
}
