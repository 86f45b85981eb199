import Workstream

/// What the command line says: `FOLDER PORT [--decide PATH=VERDICT]…`.
struct Orders: Sendable {
    /// What an operator says about an action that waits for a decision.
    enum Verdict: String, Sendable {
        case completed
        case failed
        case retry
    }

    /// Arguments that make no sense.
    struct Misuse: Error, CustomStringConvertible {
        /// What was given, and what to give.
        let description: String
    }

    /// Where everything lies.
    let folder: String
    /// Where the server listens that keeps the ledger of requests.
    let port: Int
    /// What is decided, by path.
    let verdicts: [(path: NodePath, verdict: Verdict)]

    /// Orders of one's own.
    init(folder: String, port: Int, verdicts: [(path: NodePath, verdict: Verdict)] = []) {
        self.folder = folder
        self.port = port
        self.verdicts = verdicts
    }

    /// Reads arguments.
    ///
    /// - Throws: `Misuse`.
    init(_ arguments: [String]) throws(Misuse) {
        guard arguments.count >= 2, let port = Int(arguments[1]) else {
            throw Misuse(description: "The arguments are \(arguments). A folder and a port are needed: give FOLDER PORT [--decide PATH=VERDICT]….")
        }
        var verdicts: [(path: NodePath, verdict: Verdict)] = []
        for text in arguments.dropFirst(2) where text != "--decide" {
            guard let sign = text.lastIndex(of: "="), let verdict = Verdict(rawValue: String(text[text.index(after: sign)...])) else {
                throw Misuse(description: "\"\(text)\" is no decision: give a path and completed, failed or retry, as in \"B/s/a=retry\".")
            }
            verdicts.append((NodePath(String(text[..<sign])), verdict))
        }
        self.init(folder: arguments[0], port: port, verdicts: verdicts)
    }

    /// The arguments that mean this.
    var arguments: [String] { [folder, "\(port)"] + verdicts.flatMap { ["--decide", "\($0.path)=\($0.verdict.rawValue)"] } }
}
