import Workstream

/// How long something takes, as chance has it.
///
/// The same seed gives the same times on every machine.
public struct DurationDistribution: Sendable, Hashable {
    private enum Form: Sendable, Hashable {
        case fixed(Int64)
        case uniform(Int64, Int64)
        case exponential(Int64)
        case observed([Int64])
    }

    private let form: Form

    /// Always the same time.
    public static func fixed(_ duration: Duration) -> DurationDistribution {
        DurationDistribution(form: .fixed(max(0, duration.wholeNanoseconds)))
    }

    /// Any time of a range, each as likely as any other.
    public static func uniform(_ range: ClosedRange<Duration>) -> DurationDistribution {
        DurationDistribution(form: .uniform(max(0, range.lowerBound.wholeNanoseconds), max(0, range.upperBound.wholeNanoseconds)))
    }

    /// Mostly short, at times long: what waiting for something looks like that may come at any moment.
    public static func exponential(mean: Duration) -> DurationDistribution {
        DurationDistribution(form: .exponential(max(0, mean.wholeNanoseconds)))
    }

    /// One of the times that were seen, each as likely as any other; no time at all where none was.
    public static func observed(_ durations: [Duration]) -> DurationDistribution {
        DurationDistribution(form: .observed(durations.map { max(0, $0.wholeNanoseconds) }))
    }

    /// Draws a time; it always takes one number.
    func draw(_ random: inout SeededGenerator) -> Duration {
        let fraction = random.nextFraction()
        switch form {
        case .fixed(let time): return .nanoseconds(time)
        case .uniform(let first, let last): return .nanoseconds(first + Int64(Double(last - first) * fraction))
        case .exponential(let mean): return .nanoseconds(Int64(Double(mean) * -Logarithm.natural(of: 1 - fraction)))
        case .observed(let times): return times.isEmpty ? .zero : .nanoseconds(times[Int(Double(times.count) * fraction)])
        }
    }
}
