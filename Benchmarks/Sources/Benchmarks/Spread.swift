/// What several measurements of the same gave.
struct Spread: Sendable {
    /// The one in the middle.
    let median: Double
    /// The lowest.
    let lowest: Double
    /// The highest.
    let highest: Double

    /// The spread of at least one figure.
    init(_ figures: [Double]) {
        let sorted = figures.sorted()
        median = sorted.count.isMultiple(of: 2) ? (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2 : sorted[sorted.count / 2]
        lowest = sorted[0]
        highest = sorted[sorted.count - 1]
    }
}

extension Spread: CustomStringConvertible {
    /// The median, with the lowest and the highest.
    var description: String { "\(median.readable) (\(lowest.readable)–\(highest.readable))" }
}

extension Double {
    /// As many digits as a reader compares: three, and all of those before the point.
    var readable: String {
        let digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 0.1 || self == 0 ? 2 : 3
        let scale = [1, 10, 100, 1000][digits]
        let (whole, rest) = Int((magnitude * Double(scale)).rounded()).quotientAndRemainder(dividingBy: scale)
        var text = String(whole)
        for place in stride(from: text.count - 3, to: 0, by: -3) { text.insert(",", at: text.index(text.startIndex, offsetBy: place)) }
        if rest > 0 { text += "." + String(repeating: "0", count: digits - String(rest).count) + String(rest) }
        return self < 0 ? "-" + text : text
    }
}
