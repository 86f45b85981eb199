/// A row, measured.
struct Comparison: Sendable {
    /// What the work gave.
    let subject: Spread
    /// What it is held against gave.
    let baseline: Spread?
    /// The work as a part of the baseline, measured just before it; their medians may come from different moments of a machine that others use too.
    let ratio: Spread?

    /// Measures a row: baseline and subject in turn, after one of each that warms up and does not count.
    init(of row: Row, rounds: Int) async throws {
        var pairs: [(subject: Double, baseline: Double?)] = []
        for _ in 0...rounds {
            let baseline = try await row.baseline?()
            pairs.append((try await row.subject(), baseline))
        }
        pairs.removeFirst()
        subject = Spread(pairs.map(\.subject))
        baseline = row.baseline.map { _ in Spread(pairs.compactMap(\.baseline)) }
        ratio = row.baseline.map { _ in Spread(pairs.compactMap { pair in pair.baseline.map { pair.subject / $0 } }) }
    }
}
