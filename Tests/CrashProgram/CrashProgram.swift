import Foundation
import Workstream
import WorkstreamHTTP
import WorkstreamPlugins

/// A program to be killed: it takes up the run of a folder that is unfinished, or begins the next one, and brings it to its end.
///
/// Started again with the same arguments after `kill -9`, it goes on. It ends with 0 when its run has ended, with `Ending.needsDecision` when a person has to
/// say what becomes of an action, and with `Ending.stuck` when a run could not be taken up.
@main
struct CrashProgram: Sendable {
    /// The exit codes besides 0.
    enum Ending {
        /// Something went wrong that nobody expected; the last line says what.
        static let failed: Int32 = 1
        /// Each line that begins with `unresolved` names a run by its number and an action that waits for a decision.
        static let needsDecision: Int32 = 3
        /// A run is held, or belongs to somebody else.
        static let stuck: Int32 = 4
    }

    /// What begins the line of an action that waits for a decision.
    static let unresolved = "unresolved "

    private let orders: Orders
    private let engine: Engine

    /// Lives once.
    static func main() async {
        // From here on it may be killed: what comes before is the system's.
        say("begun")
        do {
            exit(try await live(Orders(Array(CommandLine.arguments.dropFirst()))))
        } catch {
            say("\(error)")
            exit(Ending.failed)
        }
    }

    private static func live(_ orders: Orders) async throws -> Int32 {
        let world = World(folder: orders.folder)
        let engine = try await Engine(
            storage: .directory(world.runs),
            plugins: [
                Once(ledger: world.ledger), Again(ledger: world.ledger), Asked(ledger: world.ledger), Shell(retryPolicy: .fast), HTTPRequest(),
                MakeDirectory(), WriteFile(), CopyFile(), SwitchSymlink(), FileExists(),
            ])
        let program = CrashProgram(orders: orders, engine: engine)
        let code = try await program.work(in: world)
        try await engine.shutdown(within: .seconds(1))
        return code
    }

    private func work(in world: World) async throws -> Int32 {
        let recovery = await engine.recovery
        guard recovery.needingAttention.isEmpty else {
            Self.say("\(recovery)")
            return Ending.stuck
        }
        let head = try await nextRun(in: world)
        if head.status == .notStarted { try await engine.start(head.id) }
        for (path, verdict) in orders.verdicts { try await decide(head.id, path, verdict) }
        let run = try await engine.wait(for: head.id, until: .needsAttention)
        if run.status.isFinal { return 0 }
        for node in run.unresolved { Self.say("\(Self.unresolved)\(head.key ?? "") \(node.path)") }
        return Ending.needsDecision
    }

    /// The run that is unfinished, which may not have been started; otherwise a new one.
    private func nextRun(in world: World) async throws -> RunHead {
        let heads = try await engine.runs(limit: 100_000).items
        if let unfinished = heads.first(where: { !$0.status.isFinal }) { return unfinished }
        let plan = Plan.effects(number: heads.count, in: world, port: orders.port)
        let id = try await engine.submit(plan)
        guard let head = try await engine.runs(matching: RunQuery(ids: [id])).items.first else { throw StorageError.notFound(id) }
        return head
    }

    /// Does what the operator says; where the program was killed just after it was stored, there is nothing left to decide.
    private func decide(_ id: Run.ID, _ path: NodePath, _ verdict: Orders.Verdict) async throws {
        guard let node = try await engine.snapshot(of: id)[path], let plugin = node.action?.definition.plugin else { return }
        let decision: Decision =
            switch verdict {
            case .retry: .retry
            case .failed: .failed("It is not in the ledger.")
            case .completed where plugin == Shell.name: .completed(Shell.Response())
            case .completed where plugin == HTTPRequest.name: .completed(HTTPRequest.Response(status: 200, url: ""))
            case .completed: .completed
            }
        do {
            try await engine.decide(id, path, decision, by: "operator", because: "looked into the ledger")
        } catch let error as EngineError where [.notUnresolved, .ended].contains(error.code) {}
    }

    /// Writes a line at once.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
