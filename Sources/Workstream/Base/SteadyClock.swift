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
    }

    /// The present moment.
    package var now: Timestamp {
        opening + openingInstant.duration(to: .now)
    }

    /// The monotonic moment that a time of this clock stands for.
    package func instant(at time: Timestamp) -> ContinuousClock.Instant {
        openingInstant + (time - opening)
    }
}
