import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

@Suite("A cancelled call ends the whole group of its program", .timeLimit(.minutes(15)))
struct ProcessCancellationTests {
    private func cancelled(_ command: ProcessCommand, usesExitDescriptors: Bool = true) async throws -> (output: String, group: Int32) {
        let runner = ProcessRunner(loop: try ProcessLoop(usesExitDescriptors: usesExitDescriptors))
        let program = RunningProgram(command, runner: runner)
        let output = try #require(await program.firstOutput())
        let group = try #require(output.split(separator: "\n").first.flatMap { Int32($0) })
        program.cancel()
        await #expect(throws: CancellationError.self) { try await program.completion }
        return (output, group)
    }

    private func expectGone(_ group: Int32) {
        #expect(ProcessTable.living(inGroup: group).isEmpty)
        #expect(!ProcessTable.children.contains { $0.pid == group })
    }

    @Test("S26 the call comes back when the program has been reaped", arguments: [true, false])
    func simple(usesExitDescriptors: Bool) async throws {
        // A grace time that the suite's limit would not wait for.
        var command = ProcessCommand.script("echo $$; exec sleep 600")
        command.terminationGrace = .seconds(600)
        let (_, group) = try await cancelled(command, usesExitDescriptors: usesExitDescriptors)
        expectGone(group)
    }

    @Test("a program that clears up after SIGTERM has the time for it, and so have its children", arguments: [true, false])
    func clearsUp(isChild: Bool) async throws {
        let file = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path
        let clearing = "trap 'sleep 0.3; echo cleared > \"\(file)\"; exit 0' TERM; echo $GROUP; while :; do sleep 0.02; done"
        // In the second form the leader dies of SIGTERM at once, and its child goes on for a while.
        let script = isChild ? "GROUP=$$; export GROUP; (\(clearing)) & wait" : "GROUP=$$; \(clearing)"
        let (_, group) = try await cancelled(.script(script))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "cleared\n")
        try FileManager.default.removeItem(atPath: file)
        expectGone(group)
    }

    @Test("a program and a grandchild that ignore SIGTERM are killed after the grace time", arguments: [true, false])
    func ignoresTermination(usesExitDescriptors: Bool) async throws {
        var command = ProcessCommand.script("trap '' TERM; sh -c \"trap '' TERM; while :; do sleep 1; done\" & echo $$; while :; do sleep 1; done")
        command.terminationGrace = .milliseconds(200)
        let start = ContinuousClock.now
        let (_, group) = try await cancelled(command, usesExitDescriptors: usesExitDescriptors)
        #expect(ContinuousClock.now - start >= .milliseconds(200))
        expectGone(group)
    }

    @Test("members that the program leaves behind are killed as well")
    func leavesMembers() async throws {
        var command = ProcessCommand.script("(trap '' TERM; echo $$; while :; do sleep 1; done) & wait")
        command.terminationGrace = .milliseconds(200)
        let (_, group) = try await cancelled(command)
        expectGone(group)
    }

    @Test("a stopped program is woken, so that it can end")
    func stopped() async throws {
        let (_, group) = try await cancelled(.script("echo $$; kill -STOP $$; sleep 3600"))
        expectGone(group)
    }

    @Test("a call that is cancelled before it begins starts nothing")
    func cancelledBefore() async throws {
        let file = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await ProcessRunner().run(ProcessCommand("touch", [file]))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test("S33 a program that has ended by itself when the call is cancelled has an outcome")
    func cancelledAfter() async throws {
        // The program has ended, and what it left behind keeps the call waiting for output.
        var command = ProcessCommand.script("sleep 3600 & echo $$ $!; exit 3")
        command.drainLimit = .seconds(2)
        let program = RunningProgram(command)
        let numbers = try #require(await program.firstOutput()).split { !$0.isNumber }.compactMap { Int32($0) }
        let (leader, left) = (numbers[0], numbers[1])
        // Its child gets another parent when it has ended.
        while ProcessTable.entries.first(where: { $0.pid == left })?.parent == leader { await Task.yield() }
        program.cancel()
        #expect(try await program.completion.exit == .code(3))
        #expect(kill(left, SIGKILL) == 0, "a process left behind by a program that was not cancelled lives on")
    }
}
