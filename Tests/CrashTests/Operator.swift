import Workstream
import WorkstreamHTTP

@testable import WorkstreamPlugins
@testable import crash_program

/// The person who decides what becomes of actions whose outcome nobody knows, by looking into the ledger, and leaves messages beside the running program.
struct Operator: Sendable {
    /// Where to look.
    let world: World
    /// What has been answered; a program that was killed meanwhile asks again.
    private var answered: Set<Question> = []

    /// Somebody who has not decided anything yet.
    init(world: World) {
        self.world = world
    }

    /// How many messages were left.
    var answers: Int { answered.count }

    /// Answers a question, once.
    ///
    /// - Returns: Whether that is possible by now: a command may live that has outlived its engine, and nobody can say.
    mutating func answer(_ question: Question) async throws -> Bool {
        guard !answered.contains(question) else { return true }
        let archive = try await RunArchive(.directory(world.runs))
        let run = try await archive.run(question.run)
        let isAnswered: Bool
        if let node = run[question.path], let decision = try decision(on: node, of: run.plan.key ?? "") {
            try await archive.decide(question.run, question.path, decision, by: "operator", because: "looked into the ledger")
            answered.insert(question)
            isAnswered = true
        } else {
            isAnswered = false
        }
        try await archive.close()
        return isAnswered
    }

    private func decision(on node: RunNode, of run: String) throws -> Decision? {
        let effect = "\(run)/\(node.name)"
        let entries = try world.allEntries().filter { $0.effect == effect }
        guard try !isUnderWay(effect, entries) else { return nil }
        switch (EffectPromise.all[node.name], entries.isEmpty) {
        case (.atMostOnce, true): return .failed("It is not in the ledger.")
        case (.atMostOnce, false), (.probing, false):
            switch node.action?.definition.plugin {
            case Shell.name: return .completed(Shell.Response())
            case HTTPRequest.name: return .completed(HTTPRequest.Response(status: 200, url: ""))
            default: return .completed
            }
        default: return .retry
        }
    }

    private func isUnderWay(_ effect: String, _ entries: [EffectLedger.Entry]) throws -> Bool {
        let begun = entries.count { $0.mark == .begin }
        let ended = entries.count { $0.mark == .end }
        return try begun > ended || ProcessSearch.isAnyAlive(with: "\(Shell.Request.marker)=\(world.folder)\(effect)")
    }
}
