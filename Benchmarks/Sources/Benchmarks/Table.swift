/// The table in Markdown, line by line, so that it can be watched as it grows.
enum Table {
    /// The head.
    static let head = """
        | row | work | measured | baseline | of the baseline | goal | |
        |---|---|---|---|---|---|---|
        """

    /// The line of a row.
    static func line(_ row: Row, _ comparison: Comparison) -> String {
        let baseline = comparison.baseline.map { "\(row.against): \($0)" } ?? row.against
        let isReached = row.goals.allSatisfy { $0.isReached(by: comparison) }
        let cells = [
            row.name, row.work, "\(comparison.subject) \(row.unit)", baseline, comparison.ratio?.description ?? "–",
            row.goals.map(\.description).joined(separator: ", "), isReached ? "reached" : "**missed**",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
