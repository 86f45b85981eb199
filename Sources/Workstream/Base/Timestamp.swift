#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A moment in UTC, in whole nanoseconds since 1970.
///
/// The engine decides and stores with this type because it is exact, eight bytes, and free of calendars. It covers the years 1678 to 2262;
/// arithmetic that would leave them stays at the nearest end.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
    public var nanoseconds: Int64

    /// A moment so many nanoseconds after 1970 began.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The moment of a date, rounded down to the nanosecond.
    public init(_ date: Date) {
        let scaled = (date.timeIntervalSince1970 * 1_000_000_000).rounded(.down)
        self.nanoseconds = Int64(exactly: scaled) ?? (scaled < 0 ? .min : .max)
    }

    /// The same moment as a `Date`, to about a tenth of a microsecond.
    public var date: Date {
        Date(timeIntervalSince1970: Double(nanoseconds) / 1_000_000_000)
    }

    /// Whether the left moment is before the right one.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The moment so much later (or earlier, when the duration is negative).
    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        let (sum, overflow) = moment.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
        guard overflow else { return Timestamp(nanoseconds: sum) }
        return Timestamp(nanoseconds: duration < .zero ? .min : .max)
    }

    /// The time that passed from the right moment to the left one.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
        return .nanoseconds(overflow ? (left < right ? .min : .max) : difference)
    }
}

extension Duration {
    /// The duration in nanoseconds, rounded towards zero; the nearest representable number where it does not fit.
    package var wholeNanoseconds: Int64 {
        // Nearly all durations are whole numbers of nanoseconds, and those need no division of 128 bits: a number that divides another without rest does so by a
        // multiplication with its inverse modulo 2^64, where it is odd (T. Granlund and P. Montgomery, "Division by Invariant Integers using Multiplication",
        // 1994, section 9). 1,000,000,000 is 1,953,125 shifted by nine bits.
        let quotient = Int64(truncatingIfNeeded: attoseconds >> 9) &* Self.inverse
        if Int128(quotient) * 1_000_000_000 == attoseconds { return quotient }
        // Not by `components`, which traps on more seconds than 64 bits hold.
        return Int64(clamping: attoseconds / 1_000_000_000)
    }

    /// The inverse of 1,953,125 modulo 2^64.
    private static var inverse: Int64 { -8_194_354_213_138_031_507 }
}
