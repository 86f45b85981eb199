import Workstream

/// What a person is asked: what became of the last call of an action.
struct Question: Hashable, Sendable {
    /// The run.
    let run: Run.ID
    /// The action.
    let path: NodePath
    /// The number of the attempt, so that it is another question when the same action comes to it again.
    let attempt: Int

    /// The question as a program writes it.
    var line: String { "unresolved \(run) \(attempt) \(path)" }

    /// A question of one's own.
    init(run: Run.ID, path: NodePath, attempt: Int) {
        self.run = run
        self.path = path
        self.attempt = attempt
    }

    /// Reads a line; `nil` when it is no question.
    init?(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count == 4, words[0] == "unresolved", let run = Run.ID(words[1]), let attempt = Int(words[2]) else { return nil }
        self.init(run: run, path: NodePath(words[3]), attempt: attempt)
    }
}
