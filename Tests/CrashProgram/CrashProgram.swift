import Foundation
import Workstream
import WorkstreamHTTP
import WorkstreamPlugins

/// A program to be killed: it takes up the run of a folder that is unfinished, or begins the next one, and brings it to its end.
///
/// Started again with the same arguments, a folder and a port, after `kill -9`, it goes on. It ends with 0 when its run has ended. Whatever else it ends with
/// by itself is a fault, and its output says which.
@main
struct CrashProgram: Sendable {
    private let world: World
    private let port: Int
    private let engine: Engine

    /// Lives once.
    static func main() async {
        // From here on it may be killed: what comes before is the system's.
        say("begun")
        do {
            let arguments = CommandLine.arguments
            guard arguments.count == 3, let port = Int(arguments[2]) else {
                say("The arguments are \(arguments.dropFirst()). They must say where runs lie and where the server listens: give FOLDER PORT.")
                exit(64)
            }
            try await live(in: World(folder: arguments[1]), port: port)
            exit(0)
        } catch {
            say("\(error)")
            exit(1)
        }
    }

    private static func live(in world: World, port: Int) async throws {
        let engine = try await Engine(
            storage: .directory(world.runs),
            plugins: [
                Once(ledger: world.ledger), Again(ledger: world.ledger), Asked(ledger: world.ledger), Shell(retryPolicy: .fast), HTTPRequest(),
                MakeDirectory(), WriteFile(), CopyFile(), SwitchSymlink(), FileExists(),
            ])
        let recovery = await engine.recovery
        guard recovery.needingAttention.isEmpty else {
            say("\(recovery)")
            exit(1)
        }
        try await CrashProgram(world: world, port: port, engine: engine).work()
        try await engine.shutdown(within: .seconds(1))
    }

    /// Brings a run to its end, and says when a person is needed.
    private func work() async throws {
        let head = try await nextRun()
        if head.status == .notStarted { try await engine.start(head.id) }
        let run = try await engine.snapshot(of: head.id)
        tellUnresolved(of: run)
        for try await event in engine.events(of: run.id, after: run.lastNumber) {
            if case .unresolved = event.kind { tellUnresolved(of: try await engine.snapshot(of: run.id)) }
        }
    }

    /// The run that is unfinished, which may not have been started; otherwise a new one.
    private func nextRun() async throws -> RunHead {
        let heads = try await engine.runs(limit: 100_000).items
        if let unfinished = heads.first(where: { !$0.status.isFinal }) { return unfinished }
        let id = try await engine.submit(.effects(number: heads.count, in: world, port: port))
        guard let head = try await engine.runs(matching: RunQuery(ids: [id])).items.first else { throw StorageError.notFound(id) }
        return head
    }

    /// Asks for decisions, each perhaps not for the first time.
    private func tellUnresolved(of run: Run) {
        for node in run.unresolved {
            Self.say(Question(run: run.id, path: node.path, attempt: node.state.lastAttempt?.number ?? 0).line)
        }
    }

    /// Writes a line at once.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
