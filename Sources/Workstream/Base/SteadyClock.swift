#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Real time that never jumps: the wall clock at opening, plus the monotonic time since.
///
/// A wall clock that is set while an engine lives moves nothing: no wait ends early and no event time jumps (S72).
package struct SteadyClock: Sendable {
    private let opening: Timestamp
    private let openingInstant: ContinuousClock.Instant
    /// The wall clock at opening, less the monotonic time until then, in nanoseconds.
    private let start: Int64

    /// Makes a clock that was opened just now, at the time that the machine shows.
    package init() {
        self.init(opening: Timestamp(Date()))
    }

    /// Makes a clock that was opened just now.
    ///
    /// - Parameter opening: What the wall clock shows.
    package init(opening: Timestamp) {
        self.opening = opening
        openingInstant = .now
        start = opening.nanoseconds &- Self.monotonic
    }

    /// The present moment.
    package var now: Timestamp { Timestamp(nanoseconds: start &+ Self.monotonic) }

    /// What `ContinuousClock` shows, in nanoseconds: the same clock of the system, without the attoseconds of a `Duration` between.
    private static var monotonic: Int64 {
        #if canImport(Darwin)
            let clock = CLOCK_MONOTONIC_RAW
        #else
            let clock = CLOCK_BOOTTIME
        #endif
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The monotonic moment that a time of this clock stands for.
    package func instant(at time: Timestamp) -> ContinuousClock.Instant {
        openingInstant + (time - opening)
    }
}
