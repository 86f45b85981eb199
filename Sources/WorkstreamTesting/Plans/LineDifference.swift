/// The lines in which two texts differ, with their numbers.
struct LineDifference: CustomStringConvertible {
    /// How many lines are printed.
    private static let printedLines = 60
    /// The most lines between the equal ends of the texts that are searched for equal ones; the search takes their number times that of the differences.
    private static let searchedLines = 2_000

    private struct Line {
        var isOld: Bool
        var number: Int
        var text: Substring
    }

    private let lines: [Line]

    /// Compares the lines of two texts.
    init(from old: [Substring], to new: [Substring]) {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        let (olds, news) = (Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
        guard olds.count + news.count <= Self.searchedLines else {
            lines =
                olds.enumerated().map { Line(isOld: true, number: start + $0 + 1, text: $1) }
                + news.enumerated().map { Line(isOld: false, number: start + $0 + 1, text: $1) }
            return
        }
        let difference = news.difference(from: olds)
        let removals = Set(difference.removals.map(Self.offset))
        let insertions = Set(difference.insertions.map(Self.offset))
        var lines: [Line] = []
        var (former, index) = (0, 0)
        // Both texts are gone through together: what stays moves both places on.
        while former < olds.count || index < news.count {
            if removals.contains(former) {
                lines.append(Line(isOld: true, number: start + former + 1, text: olds[former]))
                former += 1
            } else if insertions.contains(index) {
                lines.append(Line(isOld: false, number: start + index + 1, text: news[index]))
                index += 1
            } else {
                former += 1
                index += 1
            }
        }
        self.lines = lines
    }

    private static func offset(_ change: CollectionDifference<Substring>.Change) -> Int {
        switch change {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    /// Whether the texts have the same lines.
    var isEmpty: Bool { lines.isEmpty }

    /// The lines, `-` before those of the former text and `+` before those of the new one.
    var description: String {
        let printed = lines.prefix(Self.printedLines).map { "\($0.isOld ? "-" : "+") \($0.number): \($0.text)" }
        let others = lines.count - printed.count
        return (printed + (others > 0 ? ["… and \(others) more lines"] : [])).joined(separator: "\n")
    }
}
