import Workstream

/// What happened in an execution, as a table for people; the same on every machine.
struct Timeline: Sendable {
    /// A line of it.
    struct Row: Sendable, Hashable {
        /// How long after the start.
        var time: Duration
        /// Where.
        var path: String
        /// What.
        var what: String
    }

    /// The lines.
    let rows: [Row]

    /// How many lines are printed of a long one.
    private static let longest = 240

    /// The timeline of a story.
    ///
    /// - Parameters:
    ///   - story: What happened; with pictures of the world.
    ///   - objection: What is wrong with it.
    init(_ story: Story, _ objection: Objection?) {
        let start = story.moments.first?.time
        var changes: [Int: [String]] = [:]
        for (old, new) in zip(story.pictures, story.pictures.dropFirst()) { changes[new.moment] = old.text.changes(to: new.text) }
        var rows: [Row] = []
        for (place, moment) in story.moments.enumerated() {
            let time = start.map { moment.time - $0 } ?? .zero
            if let (node, what) = story.words(for: moment) {
                let changes = (changes[place] ?? []).joined(separator: "; ")
                rows.append(
                    Row(time: time, path: node.map { "\(story.facts.paths[$0])" } ?? "", what: changes.isEmpty ? what : "\(what)   \(changes)"))
            }
            if let objection, objection.moment == place { rows.append(Row(time: time, path: "", what: "✘ \(objection.rule): \(objection.why)")) }
        }
        if let objection, objection.moment == nil {
            rows.append(Row(time: rows.last?.time ?? .zero, path: "", what: "✘ \(objection.rule): \(objection.why)"))
        }
        self.rows = rows
    }
}

extension Timeline: CustomStringConvertible {
    /// The table; of a long one the beginning and the end.
    var description: String {
        let times = rows.map { Self.text(of: $0.time) }
        let timeWidth = times.map(\.count).max() ?? 0
        let pathWidth = min(48, rows.map(\.path.count).max() ?? 0)
        var lines = zip(times, rows).map { time, row in
            "  " + Self.spaces(timeWidth - time.count) + time + "  " + row.path + Self.spaces(pathWidth - row.path.count) + "  " + row.what
        }
        if lines.count > Self.longest {
            let left = lines.count - Self.longest
            lines.replaceSubrange(Self.longest / 3..<Self.longest / 3 + left, with: ["  … \(left) lines are left out …"])
        }
        return lines.joined(separator: "\n")
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// A time such as `1:02:03.456`, or `3.456` where it is short.
    static func text(of duration: Duration) -> String {
        let milliseconds = duration.wholeNanoseconds / 1_000_000
        let (seconds, minutes, hours) = (milliseconds / 1_000 % 60, milliseconds / 60_000 % 60, milliseconds / 3_600_000)
        let fraction = "." + padded(milliseconds % 1_000, 3)
        if hours > 0 { return "\(hours):\(padded(minutes, 2)):\(padded(seconds, 2))" + fraction }
        return minutes > 0 ? "\(minutes):\(padded(seconds, 2))" + fraction : "\(seconds)" + fraction
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
