/// The text form of a `Duration`: decimal seconds with their unit, such as `1.5s`.
enum DurationText {
    private static let attosecondsPerSecond: Int128 = 1_000_000_000_000_000_000

    /// Writes the text form.
    static func text(of duration: Duration) -> String {
        let magnitude = duration.attoseconds.magnitude
        let seconds = magnitude / attosecondsPerSecond.magnitude
        let fraction = magnitude % attosecondsPerSecond.magnitude
        var text = duration.attoseconds < 0 ? "-\(seconds)" : "\(seconds)"
        if fraction > 0 {
            let digits = String(fraction)
            text += "." + String(repeating: "0", count: 18 - digits.count) + digits
            while text.last == "0" { text.removeLast() }
        }
        return text + "s"
    }

    /// Reads the text form; `nil` where it is none, or beyond what a `Duration` holds.
    static func duration(of text: String) -> Duration? {
        var rest = text.utf8[...]
        guard rest.popLast() == UInt8(ascii: "s") else { return nil }
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap(digits) else { return nil }
        var fraction: Int128 = 0
        if parts.count == 2 {
            guard parts[1].count <= 18, let digits = digits(parts[1]) else { return nil }
            fraction = digits
            for _ in parts[1].count..<18 { fraction *= 10 }
        }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: isNegative ? -attosecondsPerSecond : attosecondsPerSecond)
        let (sum, carry) = scaled.addingReportingOverflow(isNegative ? -fraction : fraction)
        return overflow || carry ? nil : Duration(attoseconds: sum)
    }

    private static func digits(_ part: Substring.UTF8View) -> Int128? {
        guard !part.isEmpty, part.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int128(String(part) ?? "")
    }
}
