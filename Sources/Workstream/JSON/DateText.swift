#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The text form of a `Date`: RFC 3339 in UTC, with as many digits as the date needs to come back equal.
///
/// A date is a `Double` of seconds since 2001. Its shortest decimal form reads back as the same `Double`; that decimal, carried over to a calendar exactly,
/// digit by digit, is the text.
enum DateText {
    /// Seconds since 2001 as a decimal: a whole number rounded down, and the digits of what is left, without zeros at the end.
    private struct Moment {
        var seconds: Int
        var fraction: [UInt8]
    }

    private static let secondsPerDay = 86_400
    /// Days from 0000-03-01, where the years of the calendar formulas begin, to 2001-01-01.
    private static let daysToReference = 730_791

    /// Writes the text form; `nil` outside the years 0001 to 9999.
    static func text(of date: Date) -> String? {
        guard let moment = moment(of: date.timeIntervalSinceReferenceDate) else { return nil }
        let days = moment.seconds.flooredQuotient(by: secondsPerDay)
        let second = moment.seconds - days * secondsPerDay
        let (year, month, day) = calendarDay(days + daysToReference)
        guard (1...9999).contains(year) else { return nil }
        var text = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
        text += padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
        if !moment.fraction.isEmpty { text += "." + String(decoding: moment.fraction.map { $0 + 48 }, as: UTF8.self) }
        return text + "Z"
    }

    /// Reads any RFC 3339 date with time and offset; `nil` where the text is none.
    static func date(of text: String) -> Date? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == 45, bytes[7] == 45, bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == 58, bytes[16] == 58,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            year >= 1, (1...12).contains(month), day >= 1, day <= daysOf(month, in: year), hour < 24, minute < 60, second < 60
        else { return nil }
        var end = 19
        if bytes[19] == UInt8(ascii: ".") {
            end = bytes[20...].firstIndex { !(48...57).contains($0) } ?? bytes.count
            guard end > 20 else { return nil }
        }
        guard let offset = offset(bytes[end...]) else { return nil }
        let days = dayNumber(year, month, day) - daysToReference
        let seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second - offset
        let fraction = end > 20 ? bytes[20..<end].map { $0 - 48 } : []
        return Date(timeIntervalSinceReferenceDate: interval(of: Moment(seconds: seconds, fraction: fraction)))
    }

    private static func moment(of interval: Double) -> Moment? {
        guard interval.isFinite, abs(interval) < 1e12 else { return nil }
        // The shortest digits and where the point stands among them; below 1e-4 the description has an exponent.
        let parts = interval.magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        var digits = (mantissa[0] + (mantissa.count > 1 ? mantissa[1] : "")).utf8.map { $0 - 48 }
        var point = mantissa[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        if point < 0 {
            digits.insert(contentsOf: repeatElement(0, count: -point), at: 0)
            point = 0
        }
        while digits.count < point { digits.append(0) }
        while digits.count > point, digits.last == 0 { digits.removeLast() }
        let whole = digits[..<point].reduce(0) { $0 * 10 + Int($1) }
        return interval < 0 ? negated(whole, Array(digits[point...])) : Moment(seconds: whole, fraction: Array(digits[point...]))
    }

    private static func interval(of moment: Moment) -> Double {
        let isNegative = moment.seconds < 0
        let magnitude = isNegative ? negated(moment.seconds, moment.fraction) : moment
        let text = "\(isNegative ? "-" : "")\(abs(magnitude.seconds)).\(String(decoding: magnitude.fraction.map { $0 + 48 }, as: UTF8.self))0"
        return Double(text) ?? .nan
    }

    /// The decimal of the other sign, or, for a moment before 2001, its distance from 2001: ten's complement of the fraction, borrowed from the seconds.
    private static func negated(_ whole: Int, _ fraction: [UInt8]) -> Moment {
        var digits = fraction
        while digits.last == 0 { digits.removeLast() }
        guard !digits.isEmpty else { return Moment(seconds: -whole, fraction: []) }
        for index in digits.indices.dropLast() { digits[index] = 9 - digits[index] }
        digits[digits.count - 1] = 10 - digits[digits.count - 1]
        return Moment(seconds: -whole - 1, fraction: digits)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        if bytes.count == 1, bytes[0] | 0x20 == UInt8(ascii: "z") { return 0 }
        guard bytes.count == 6, bytes[0] == 43 || bytes[0] == 45, bytes[3] == 58, let hours = number(bytes[1..<3]),
            let minutes = number(bytes[4..<6]),
            hours < 24, minutes < 60
        else { return nil }
        return (bytes[0] == 45 ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func daysOf(_ month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 0000-03-01 in the Gregorian calendar; a year that begins in March has its leap day last.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        return shifted * 365 + shifted.flooredQuotient(by: 4) - shifted.flooredQuotient(by: 100) + shifted.flooredQuotient(by: 400)
            + (monthFromMarch * 153 + 2) / 5 + day - 1
    }

    private static func calendarDay(_ number: Int) -> (year: Int, month: Int, day: Int) {
        // 146,097 days are 400 years, so the guess is off by one at most.
        var year = (number * 400).flooredQuotient(by: 146_097)
        while dayNumber(year + 1, 3, 1) <= number { year += 1 }
        while dayNumber(year, 3, 1) > number { year -= 1 }
        let dayOfYear = number - dayNumber(year, 3, 1)
        let monthFromMarch = (dayOfYear * 5 + 2) / 153
        let month = (monthFromMarch + 2) % 12 + 1
        return (month <= 2 ? year + 1 : year, month, dayOfYear - (monthFromMarch * 153 + 2) / 5 + 1)
    }
}

extension Int {
    /// The quotient rounded towards negative infinity; the divisor is positive.
    fileprivate func flooredQuotient(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
