import Workstream

/// The run of an upgrade: a new one, or the one that another process has left unfinished.
struct UpgradeRun: Sendable {
    /// Who drives it.
    let engine: Engine
    /// The run as it was found.
    let found: Run

    /// Submits a plan, unless an unfinished run of the same plan name and key is there: then it is that run (S48).
    init(of plan: Plan, in engine: Engine) async throws {
        self.engine = engine
        let id = try await engine.submit(plan, whenKeyIsActive: .useExisting)
        found = try await engine.snapshot(of: id)
    }

    /// The id of the run.
    var id: Run.ID { found.id }
    /// Whether nothing of it has begun.
    var isNew: Bool { found.status == .notStarted }

    /// Starts the run, or takes it up and says what was left.
    ///
    /// - Throws: `PersonNeeded` when it does not go on by itself, and nobody is there to say what is to happen; what the engine throws.
    func begin() async throws {
        if isNew { return try await engine.start(id) }
        let recovered = try await engine.recover(id)
        switch recovered.fate {
        case .resumed:
            Console.print("Took up \(recovered.plan) where its process had ended, after event \(found.lastNumber) of run \(id).")
        case .finished:
            return Console.print("Run \(id) of \(recovered.plan) had ended just before its process did.")
        case .held(_, let faults) where faults.isEmpty:
            Console.print("\(recovered)")
            guard await Console.confirm("Press Enter to let it go on; Ctrl-C leaves it as it is.") else { throw PersonNeeded("\(recovered)") }
            try await engine.release(id)
        default: throw PersonNeeded("\(recovered)")
        }
        if interrupted.isEmpty { Console.print("  no action was under way") }
        for (path, attempt) in interrupted { Console.print("  \(path) was interrupted, in attempt \(attempt)") }
    }

    /// The actions whose calls had not answered when their process ended.
    private var interrupted: [(NodePath, attempt: Int)] {
        found.nodes.compactMap { node in
            guard node.kind == .action, !node.isCheck, node.state.status == .running, let attempt = node.state.lastAttempt else { return nil }
            return attempt.outcome == nil ? (node.path, attempt.number) : nil
        }
    }

    /// Lets a person say what becomes of actions of which nobody knows what they did (S34), until the run has ended.
    ///
    /// - Throws: `PersonNeeded` when nobody is there; what the engine throws.
    func attendToDecisions() async throws {
        for node in found.unresolved { try await decide(node.path) }
        for try await event in engine.events(of: id, after: found.lastNumber) {
            guard case .unresolved = event.kind, let visit = found.plan.node(at: event.node) else { continue }
            try await decide(visit.path)
        }
    }

    private func decide(_ path: NodePath) async throws {
        guard await Console.confirm("Nobody knows what \(path) did. Press Enter to have it done again; Ctrl-C leaves it as it is.") else {
            throw PersonNeeded("\(path) waits for a decision.")
        }
        try await engine.decide(id, path, .retry, by: "rolling-upgrade", because: "somebody pressed Enter")
    }
}

/// The run does not go on by itself, and nobody is there who could say what is to happen.
struct PersonNeeded: Error, CustomStringConvertible {
    /// What happened, why it matters, what to do.
    let description: String

    /// Somebody is needed, because of this.
    init(_ what: String) {
        description = "\(what)\nIt does not go on by itself, and the input is no terminal. Start the tool again where somebody can answer."
    }
}
