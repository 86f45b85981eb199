/// What a row is to reach.
enum Goal: Sendable {
    /// A figure of at least this.
    case atLeast(Double)
    /// A figure of at most this.
    case atMost(Double)
    /// At least this part of the baseline.
    case part(Double)
    /// At most so many times the baseline.
    case times(Double)

    /// Whether it is reached.
    func isReached(by comparison: Comparison) -> Bool {
        switch self {
        case .atLeast(let value): comparison.subject.median >= value
        case .atMost(let value): comparison.subject.median <= value
        case .part(let value): comparison.ratio.map { $0.median >= value } ?? false
        case .times(let value): comparison.ratio.map { $0.median <= value } ?? false
        }
    }
}

extension Goal: CustomStringConvertible {
    /// As the table shows it.
    var description: String {
        switch self {
        case .atLeast(let value): "≥ \(value.readable)"
        case .atMost(let value): "≤ \(value.readable)"
        case .part(let value): "≥ \(value.readable) ×"
        case .times(let value): "≤ \(value.readable) ×"
        }
    }
}
