import Foundation
import Testing
import Workstream
import WorkstreamPlugins
import WorkstreamTesting

/// What docs/when-the-process-dies.md says and shows: its code is the code here, and its rules are all there.
@Suite("docs/when-the-process-dies.md", .timeLimit(.minutes(15)))
struct ProcessDeathTests {
    private let plan = Plan("Charge") { Block("Fleet") { Sequence("web-1") { Action("charge", Shell.self, .init("sleep", "60")) } } }

    /// Starts the plan on a folder of runs, and ends its engine while the call is under way.
    private func interrupt(in folder: String) async throws -> Run.ID {
        let shell = ScriptedAction(standingInFor: Shell(), .hang)
        let engine = try await Engine(storage: .directory(folder), plugins: PluginRegistry([shell]))
        let id = try await engine.submit(plan)
        try await engine.start(id)
        try await shell.log.wait(forCalls: 1)
        try await engine.shutdown(within: .zero)
        return id
    }

    @Test("S33 S45 S62 a call that may be made only once, and was cut off, is not made again by the next engine")
    func report() async throws {
        let temporary = try TemporaryFolder()
        let folder = temporary["runs"]
        let id = try await interrupt(in: folder)

        let engine = try await Engine(storage: .directory(folder), plugins: [Shell()])
        for run in await engine.recovery.runs { print(run) }

        guard case .resumed = await engine.recovery[id]?.fate else {
            Issue.record("\(await engine.recovery)")
            return
        }
        #expect(try await engine.wait(for: id, until: .needsAttention).attention == .needsDecision(count: 1))
        try await engine.stop(id, by: "a test")
        #expect(try await engine.wait(for: id).failures.map(\.code) == [.outcomeUnknown])
        try await engine.shutdown()
    }

    @Test("S34 what nobody knows is decided by a person, and the run goes on")
    func decision() async throws {
        let temporary = try TemporaryFolder()
        let id = try await interrupt(in: temporary["runs"])
        let shell = ScriptedAction(standingInFor: Shell())
        let engine = try await Engine(storage: .directory(temporary["runs"]), plugins: PluginRegistry([shell]))
        _ = try await engine.wait(for: id, until: .needsAttention)

        let run = try await engine.snapshot(of: id)
        for action in run.unresolved { print(action.path, action.state.reason?.message ?? "") }
        try await engine.decide(id, "Fleet/web-1/charge", .retry, by: "alice", because: "looked at the account: nothing was charged")

        #expect(run.unresolved.map(\.path) == ["Fleet/web-1/charge"])
        #expect(try await engine.wait(for: id).status == .completed)
        #expect(shell.log.calls.count == 1)
        try await engine.shutdown()
    }

    @Test("S34 S65 a decision can be left by somebody who does not drive the run")
    func decisionFromOutside() async throws {
        let temporary = try TemporaryFolder()
        let folder = temporary["runs"]
        let id = try await interrupt(in: folder)
        let engine = try await Engine(storage: .directory(folder), plugins: PluginRegistry([ScriptedAction(standingInFor: Shell())]))
        _ = try await engine.wait(for: id, until: .needsAttention)

        let archive = try await RunArchive(.directory(folder))
        try await archive.decide(id, "Fleet/web-1/charge", .failed("the bank was closed"), by: "alice", because: "called the bank")

        let run = try await engine.wait(for: id)
        #expect(run.status == .failed)
        #expect(run["Fleet/web-1/charge"]?.state.attempts[0].decision?.asked.author == "alice")
        try await archive.close()
        try await engine.shutdown()
    }

    @Test("S44 S64 a run that comes up held goes on when somebody releases it, and only then")
    func held() async throws {
        let temporary = try TemporaryFolder()
        let id = try await interrupt(in: temporary["runs"])
        let engine = try await Engine(
            storage: .directory(temporary["runs"]), plugins: PluginRegistry([ScriptedAction(standingInFor: Shell())]),
            options: EngineOptions(recoveryLimit: .zero))
        guard case .held = try await engine.snapshot(of: id).attention else {
            Issue.record("It is not held.")
            return
        }

        for run in await engine.recovery.needingAttention {
            switch run.fate {
            case .held(let reason, let faults) where faults.isEmpty:
                print("\(run.plan): \(reason)")
                try await engine.release(run.id)
            default:
                print(run)
            }
        }

        #expect(try await engine.wait(for: id, until: .needsAttention).attention == .needsDecision(count: 1))
        try await engine.stop(id, by: "a test")
        _ = try await engine.wait(for: id)
        try await engine.shutdown()
    }

    @Test("S65 the words about a folder that is held are those of the storage")
    func heldFolder() async throws {
        let temporary = try TemporaryFolder()
        let engine = try await Engine(storage: .directory(temporary["runs"]), plugins: [])
        let error = await #expect(throws: StorageError.self) { try await Engine(storage: .directory(temporary["runs"]), plugins: []) }
        let words = try #require(error).message.split(separator: " ").drop { $0 != "One" }.joined(separator: " ")
        #expect(Self.page.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(words))
        try await engine.shutdown()
    }

    // MARK: The page

    private static let page: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appendingPathComponent("docs/when-the-process-dies.md"), encoding: .utf8)) ?? ""
    }()

    @Test("every rule of recovery is told")
    func rules() {
        let told = Set(Self.page.matches(of: /\bS([0-9]+)\b/).compactMap { Int($0.output.1) })
        #expect(told == Set([33...35, 44...45, 60...73].joined()))
    }

    @Test("every rule says why, what to do, and what happens otherwise")
    func parts() {
        let sections = Self.page.components(separatedBy: "\n\n**").dropFirst().map { $0.components(separatedBy: "\n## ")[0] }
        #expect(sections.count >= 15)
        for section in sections {
            for part in ["*Why:*", "*Do:*", "*Otherwise:*"] { #expect(section.contains(part), "\(section.prefix(80))") }
        }
    }
}
