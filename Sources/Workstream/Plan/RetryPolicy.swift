/// How long an action waits before it is tried again (S24).
///
/// The wait before attempt *n* + 1 is `first · factorⁿ⁻¹`, at most `maximum`, then moved by a random part of at most ± `jitter` of it, and again at
/// most `maximum`. The random part follows from a seed, so the same run waits the same time after a restart.
///
/// | policy | first | factor | jitter | maximum | waits before attempts 2, 3, 4, 5, 6 (without jitter) |
/// |---|---|---|---|---|---|
/// | `fast` | 100 ms | 2 | ± 50 % | 60 s | 0.1 s, 0.2 s, 0.4 s, 0.8 s, 1.6 s |
/// | `seconds` | 1 s | 2 | ± 50 % | 60 s | 1 s, 2 s, 4 s, 8 s, 16 s |
/// | `thirtySeconds` | 30 s | 1.1 | ± 20 % | 5 min | 30 s, 33 s, 36.3 s, 39.93 s, 43.92 s |
/// | `never` | – | – | – | – | the plugin is not tried again |
///
/// The numbers are those of the Go framework Coercion.
public struct RetryPolicy: Sendable, Hashable, Codable {
    /// The wait after the first attempt; positive.
    public var first: Duration
    /// What each further wait is multiplied by; at least 1.
    public var factor: Double
    /// The largest part of a wait by which it is moved, either way; from 0 up to, not including, 1.
    public var jitter: Double
    /// The longest wait; at least `first`.
    public var maximum: Duration
    /// Whether the plugin may be tried again at all; an action that asks for retries of a plugin that may not is a fault of its plan.
    public var isAllowed: Bool

    /// A policy of one's own; the registry refuses one whose numbers are outside the stated ranges.
    public init(first: Duration, factor: Double, jitter: Double, maximum: Duration) {
        self.init(first: first, factor: factor, jitter: jitter, maximum: maximum, isAllowed: true)
    }

    private init(first: Duration, factor: Double, jitter: Double, maximum: Duration, isAllowed: Bool) {
        self.first = first
        self.factor = factor
        self.jitter = jitter
        self.maximum = maximum
        self.isAllowed = isAllowed
    }

    /// 100 ms, doubled each time, ± 50 %, up to 60 s: for calls to something near.
    public static let fast = RetryPolicy(first: .milliseconds(100), factor: 2, jitter: 0.5, maximum: .seconds(60))
    /// 1 s, doubled each time, ± 50 %, up to 60 s: for services that need a moment.
    public static let seconds = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0.5, maximum: .seconds(60))
    /// 30 s, a tenth more each time, ± 20 %, up to 5 min: for machines that restart.
    public static let thirtySeconds = RetryPolicy(first: .seconds(30), factor: 1.1, jitter: 0.2, maximum: .seconds(300))
    /// The plugin is never tried again.
    public static let never = RetryPolicy(first: .seconds(1), factor: 1, jitter: 0, maximum: .seconds(1), isAllowed: false)

    /// What is wrong with the numbers, or `nil`.
    package var defect: String? {
        if first <= .zero { return "its first wait is \(first), but a wait must be positive" }
        if !(factor >= 1 && factor.isFinite) { return "its factor is \(factor), but waits must not shrink: at least 1 is needed" }
        if !(jitter >= 0 && jitter < 1) { return "its jitter is \(jitter), but it must be from 0 up to, not including, 1" }
        if maximum < first { return "its maximum of \(maximum) is shorter than its first wait of \(first)" }
        return nil
    }

    /// The wait after so many failed attempts of a node; the same for the same seed, node and number.
    ///
    /// - Parameters:
    ///   - attempts: How many attempts have ended, at least 1.
    ///   - seed: The seed of the run, from its first event.
    ///   - node: The number of the action in its plan.
    package func wait(after attempts: Int, seed: UInt64, node: Int) -> Duration {
        let ceiling = Double(maximum.wholeNanoseconds)
        // The exponent is capped because a factor to the power of a huge number is infinite, and the ceiling has long been reached.
        var wait = Double(first.wholeNanoseconds)
        var remaining = attempts - 1
        while remaining > 0, wait < ceiling, factor > 1 {
            wait *= factor
            remaining -= 1
        }
        wait = min(wait, ceiling)
        if jitter > 0 {
            var generator = SeededGenerator(
                seed: seed ^ (UInt64(truncatingIfNeeded: node) &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: attempts) << 48)
            let unit = Double(generator.next() >> 11) * 0x1p-53
            wait = min(wait * (1 + jitter * (2 * unit - 1)), ceiling)
        }
        // As a Double, a wait of about 292 years is one nanosecond more than the largest Int64.
        return min(.nanoseconds(Int64(exactly: wait.rounded(.down)) ?? .max), maximum)
    }
}
