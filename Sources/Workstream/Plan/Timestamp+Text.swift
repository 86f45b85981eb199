extension Timestamp: CustomStringConvertible {
    /// The moment in RFC 3339, in UTC, with as many digits of the second as it has: `2026-11-20T23:19:00.25Z`.
    ///
    /// The calendar is the Gregorian one; the day follows from the number of days since 0000-03-01, so that a leap day is the last day of its year
    /// (the method of Howard Hinnant, "chrono-compatible low-level date algorithms").
    public var description: String {
        let (seconds, fraction) = nanoseconds.dividedDown(by: 1_000_000_000)
        let (days, second) = seconds.dividedDown(by: 86_400)
        let (era, dayOfEra) = (days + 719_468).dividedDown(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        var text = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))T"
        text += "\(Self.padded(second / 3600, 2)):\(Self.padded(second / 60 % 60, 2)):\(Self.padded(second % 60, 2))"
        guard fraction > 0 else { return text + "Z" }
        var digits = Self.padded(fraction, 9)
        while digits.last == "0" { digits.removeLast() }
        return "\(text).\(digits)Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    /// The quotient rounded down, and the remainder, which is never negative; the divisor is positive.
    fileprivate func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
