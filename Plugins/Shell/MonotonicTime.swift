#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A moment on the system's monotonic clock.
///
/// Processes live in real time, whatever clock an engine runs on, so their supervision has a clock of its own.
struct MonotonicTime: Comparable, Sendable {
    private var sinceStart: Duration

    /// The moment that long after the clock's zero; for tests of decisions.
    init(_ sinceStart: Duration) {
        self.sinceStart = sinceStart
    }

    /// The present moment.
    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(.seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec)))
    }

    /// The moment that much later.
    static func + (moment: MonotonicTime, wait: Duration) -> MonotonicTime {
        MonotonicTime(moment.sinceStart + wait)
    }

    /// The time from the right moment to the left one.
    static func - (later: MonotonicTime, earlier: MonotonicTime) -> Duration {
        later.sinceStart - earlier.sinceStart
    }

    /// Whether the left moment comes first.
    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.sinceStart < right.sinceStart
    }
}
