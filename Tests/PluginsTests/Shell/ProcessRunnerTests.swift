import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

@Suite("A program is run to its end", .timeLimit(.minutes(15)))
struct ProcessRunnerTests {
    private let runner = ProcessRunner()

    @Test("its output is what it wrote")
    func output() async throws {
        let completion = try await runner.run(ProcessCommand("/bin/echo", ["hello", "world"]))
        #expect(completion.exit == .code(0))
        #expect(completion.standardOutput.text == "hello world\n")
        #expect(completion.standardError.text == "")
        #expect(!completion.isOutputCut)
    }

    @Test("arguments reach the program as they are, whatever a shell would make of them")
    func arguments() async throws {
        let arguments = ["a b", "", "$HOME", "*", "\"quoted\"", "'", "\\", "ü😀", "-n", "line\nbreak", "`id`"]
        let completion = try await runner.run(ProcessCommand("/usr/bin/printf", ["[%s]"] + arguments))
        #expect(completion.standardOutput.text == arguments.map { "[\($0)]" }.joined())
    }

    @Test("its exit code is told", arguments: [0, 1, 3, 127, 255] as [Int32])
    func exitCode(code: Int32) async throws {
        #expect(try await runner.run(.script("exit \(code)")).exit == .code(code))
    }

    @Test("the signal that killed it is told", arguments: [SIGKILL, SIGTERM, SIGSEGV, SIGUSR1])
    func killedBySignal(number: Int32) async throws {
        let exit = try await runner.run(.script("kill -\(number) $$")).exit
        #expect(exit == .signal(number))
        #expect("\(exit)".contains("(signal \(number))"))
    }

    @Test("the two output streams are told apart")
    func streams() async throws {
        let completion = try await runner.run(.script("echo out; echo err >&2; echo out again"))
        #expect(completion.standardOutput.text == "out\nout again\n")
        #expect(completion.standardError.text == "err\n")
    }

    @Test("live output comes in whole lines, with the last one even when it is unfinished")
    func lines() async throws {
        let seen = Lock<[String]>([])
        _ = try await runner.run(.script("printf 'one\\ntw'; printf 'o\\nthree'; echo bad >&2")) { text, channel in
            seen.withLock { $0.append("\(channel.rawValue):\(text)") }
        }
        let pieces = seen.withLock { $0 }
        let output = pieces.filter { $0.hasPrefix("standardOutput:") }.map { $0.dropFirst("standardOutput:".count) }
        #expect(output.joined() == "one\ntwo\nthree")
        #expect(output.dropLast().allSatisfy { $0.hasSuffix("\n") })
        #expect(pieces.contains("standardError:bad\n"))
    }

    @Test("live output comes while the program still runs")
    func liveOutput() async throws {
        // The program ends only when the file is gone, which is removed only when its output has been seen.
        let file = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        let program = RunningProgram(.script("echo ready; while [ -e '\(file)' ]; do sleep 0.01; done; echo done"))
        #expect(await program.firstOutput() == "ready\n")
        try FileManager.default.removeItem(atPath: file)
        #expect(try await program.completion.standardOutput.text == "ready\ndone\n")
    }

    @Test("its standard input is empty unless it is given something")
    func emptyInput() async throws {
        #expect(try await runner.run(ProcessCommand("cat")).standardOutput.length == 0)
    }

    @Test("several megabytes go in and out at once without a deadlock")
    func largeInput() async throws {
        let input = [UInt8](String(repeating: "one of many lines, none of them short\n", count: 140_000).utf8)
        let completion = try await runner.run(ProcessCommand("cat", input: input, outputLimit: 10_000_000))
        // Outside the macro, which would keep both for its message.
        let isSame = completion.standardOutput.beginning + completion.standardOutput.end == input
        #expect(isSame)
    }

    @Test("a program may write much before it reads anything")
    func writesBeforeReading() async throws {
        var command = ProcessCommand.script("head -c 3000000 /dev/zero; wc -c >&2")
        command.input = [UInt8](repeating: 1, count: 2_000_000)
        let completion = try await runner.run(command)
        #expect(completion.standardOutput.length == 3_000_000)
        #expect(completion.standardError.text.trimmingCharacters(in: .whitespacesAndNewlines) == "2000000")
    }

    @Test("a program need not read its input")
    func unreadInput() async throws {
        let completion = try await runner.run(ProcessCommand("true", input: [UInt8](repeating: 1, count: 2_000_000)))
        #expect(completion.exit == .code(0))
    }

    @Test("it starts in the directory that it is given", arguments: [true, false])
    func directory(changesDirectory: Bool) async throws {
        let runner = ProcessRunner(launcher: ProcessLauncher(changesDirectory: changesDirectory), loop: try ProcessLoop())
        let here = try await runner.run(ProcessCommand("pwd", directory: "/usr/lib"))
        #expect(here.standardOutput.text == "/usr/lib\n")
        let relative = try await runner.run(ProcessCommand("./env", ["printf", "%s", "a b"], directory: "/usr/bin"))
        #expect(relative.standardOutput.text == "a b")
    }

    @Test("its variables win over inherited ones, which it may also do without")
    func environment() async throws {
        setenv("WORKSTREAM_TEST_INHERITED", "old", 1)
        setenv("WORKSTREAM_TEST_OTHER", "kept", 1)
        let own = ["WORKSTREAM_TEST_INHERITED": "new=value", "PATH": "/usr/bin:/bin"]
        let merged = try await runner.run(ProcessCommand("env", environment: own)).standardOutput.text.split(separator: "\n")
        #expect(merged.contains("WORKSTREAM_TEST_INHERITED=new=value"))
        #expect(merged.contains("WORKSTREAM_TEST_OTHER=kept"))
        #expect(merged.filter { $0.hasPrefix("WORKSTREAM_TEST_INHERITED=") }.count == 1)
        let alone = try await runner.run(ProcessCommand("env", environment: own, inheritsEnvironment: false)).standardOutput.text
        #expect(alone.split(separator: "\n").sorted() == ["PATH=/usr/bin:/bin", "WORKSTREAM_TEST_INHERITED=new=value"])
    }

    @Test("a pipeline ends when its reader does, so signals that we ignore are not ignored by programs")
    func brokenPipe() async throws {
        await #expect(processExitsWith: .success) {
            _ = signal(SIGPIPE, SIG_IGN)
            let completion = try await ProcessRunner().run(.script("yes | head -n 2; kill -TERM $$"))
            #expect(completion.standardOutput.text == "y\ny\n")
            #expect(completion.exit == .signal(SIGTERM))
        }
    }

    @Test("it is the leader of a group of its own")
    func group() async throws {
        let fields = try await runner.run(.script("echo $$; cut -d' ' -f5 /proc/$$/stat")).standardOutput.text.split(separator: "\n")
        #expect(fields.count == 2)
        #expect(fields.first == fields.last)
        #expect(fields.first != "\(getpgrp())")
    }

    @Test("it gets no descriptor of ours but its standard streams", arguments: [true, false])
    func descriptors(closesDescriptors: Bool) async throws {
        // A descriptor without the close-on-exec flag, as a careless library might leave it.
        let careless = try #require(fopen("/dev/null", "r"))
        defer { fclose(careless) }
        #expect(fcntl(fileno(careless), F_SETFD, 0) == 0)
        let runner = ProcessRunner(launcher: ProcessLauncher(closesDescriptors: closesDescriptors), loop: try ProcessLoop())
        // `ls` itself opens the directory, as the first free number.
        let completion = try await runner.run(ProcessCommand("ls", ["/proc/self/fd"]))
        #expect(completion.standardOutput.text.split(separator: "\n") == ["0", "1", "2", "3"])
    }

    @Test("it may leave a process behind that holds the output: what the program wrote is there, the rest is not waited for")
    func leftBehind() async throws {
        var command = ProcessCommand.script("echo started; sleep 3600 & echo $!")
        command.drainLimit = .milliseconds(50)
        let completion = try await runner.run(command)
        let lines = completion.standardOutput.text.split(separator: "\n")
        #expect(completion.exit == .code(0))
        #expect(completion.isOutputCut)
        #expect(lines.first == "started")
        let left = try #require(lines.last.flatMap { Int32($0) })
        // It lives on, because whoever starts a server in the background wants that.
        #expect(kill(left, SIGKILL) == 0)
    }

    @Test("a process left behind that writes without end is cut off as well")
    func leftBehindWriting() async throws {
        var command = ProcessCommand.script("yes & echo $! >&2")
        command.drainLimit = .milliseconds(50)
        let completion = try await runner.run(command)
        #expect(completion.isOutputCut)
        #expect(completion.exit == .code(0))
        let left = try #require(Int32(completion.standardError.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(left, SIGKILL)
    }

    @Test("without descriptors that tell ends, everything ends all the same")
    func withoutExitDescriptors() async throws {
        let runner = ProcessRunner(loop: try ProcessLoop(usesExitDescriptors: false))
        let completion = try await runner.run(.script("echo a; exit 4"))
        #expect(completion.exit == .code(4))
        #expect(completion.standardOutput.text == "a\n")
        // The output ends long before the program.
        #expect(try await runner.run(.script("exec >&- 2>&-; sleep 0.2; exit 5")).exit == .code(5))
    }

    @Test("a program whose status somebody else takes is a failure, not a wait without end")
    func stolenStatus() async throws {
        await #expect(processExitsWith: .success) {
            _ = signal(SIGCHLD, SIG_IGN)
            let failure = await #expect(throws: ProcessFailure.self) { try await ProcessRunner().run(ProcessCommand("true")) }
            #expect(failure?.code == .lost)
        }
    }
}
