/// The names of the files in the folder of a run.
enum RunFiles {
    /// The plan.
    static let plan = "plan.json"
    /// The segment of the journal that is being written.
    static let journal = "journal.jsonl"
    /// The head.
    static let head = "head.json"
    /// The messages.
    static let messages = "messages.jsonl"
    /// Who drives the run.
    static let lease = "lease.json"
    /// The checkpoint.
    static let checkpoint = "checkpoint.json"
    /// The folder of live output.
    static let output = "output"

    /// The name of a segment that is no longer written, by the number of its first event; names sort like numbers.
    static func segment(first: Int) -> String {
        let digits = String(first)
        return "journal-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits + ".jsonl"
    }

    /// The number of the first event of a segment that is no longer written; `nil` for the name of another file.
    static func first(ofSegment name: String) -> Int? {
        guard name.hasPrefix("journal-"), name.hasSuffix(".jsonl") else { return nil }
        guard let first = Int(name.dropFirst("journal-".count).dropLast(".jsonl".count)), first > 0, segment(first: first) == name else { return nil }
        return first
    }

    /// The name of the file of an attempt's live output, within its folder.
    static func output(of node: Int, attempt: Int) -> String { "\(node)-\(attempt).txt" }
}
