import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

@Suite("The Shell plugin", .timeLimit(.minutes(15)))
struct ShellTests {
    private func context(
        actionToken: String = "action-1", attemptToken: String = "attempt-1", run: RunID = RunID(UUID()),
        output: @escaping @Sendable (String, OutputChannel) -> Void = { _, _ in },
        secret: @escaping @Sendable (Secret) async throws -> String = { try await SecretResolver().resolve($0) }
    ) -> PluginContext {
        PluginContext(
            run: run, path: "Block/Sequence/action", actionToken: actionToken, attemptToken: attemptToken,
            services: .init(output: output, secret: secret, sleep: { _ in }, now: { Timestamp(nanoseconds: 0) }))
    }

    private func error(of request: Shell.Request) async throws -> PluginError {
        let error = await #expect(throws: PluginError.self) { try await Shell().execute(request, in: context()) }
        return try #require(error)
    }

    @Test("it answers with what the program wrote, and how it ended")
    func response() async throws {
        let response = try await Shell().execute(.script("echo one; echo two; echo bad >&2"), in: context())
        #expect(response == Shell.Response(exitCode: 0, standardOutput: "one\ntwo\n", standardError: "bad\n"))
        #expect(response.firstLine == "one")
        #expect(response.standardOutputLength == 8)
    }

    @Test("S32 output longer than the limit is kept as its beginning and end")
    func truncated() async throws {
        let response = try await Shell().execute(.script("printf 'abcdefghij'; printf 'xy' >&2", outputLimit: 4), in: context())
        #expect(response.standardOutput == "ab\n[… 6 bytes are left out …]\nij")
        #expect(response.standardOutputLength == 10)
        #expect(response.isStandardOutputTruncated)
        #expect(response.standardError == "xy")
        #expect(!response.isStandardErrorTruncated)
    }

    @Test("S73 its lines are live output, the streams told apart")
    func liveOutput() async throws {
        let seen = Lock<[String]>([])
        _ = try await Shell().execute(
            .script("echo one; echo bad >&2"),
            in: context(output: { text, channel in seen.withLock { $0.append("\(channel.rawValue): \(text)") } }))
        #expect(seen.withLock { $0 }.sorted() == ["standardError: bad\n", "standardOutput: one\n"])
    }

    @Test("S35 the program finds its tokens and its run in its environment")
    func tokens() async throws {
        let run = RunID(UUID())
        let response = try await Shell().execute(
            .script("echo $WORKSTREAM_RUN $WORKSTREAM_ACTION_TOKEN $WORKSTREAM_ATTEMPT_TOKEN", inheritsEnvironment: false),
            in: context(actionToken: "a-17", attemptToken: "t-18", run: run))
        #expect(response.firstLine == "\(run) a-17 t-18")
    }

    @Test("a secret is looked up for the program, which finds its value in its environment")
    func secrets() async throws {
        let request = Shell.Request.script("echo ${#TOKEN}", secretEnvironment: ["TOKEN": .resolver("vault", key: "shop")])
        let response = try await Shell().execute(
            request,
            in: context(secret: { secret in
                #expect(secret == .resolver("vault", key: "shop"))
                return "secret"
            }))
        #expect(response.firstLine == "6", "the length of what the resolver answered")
    }

    @Test("a secret that cannot be had starts nothing")
    func missingSecret() async throws {
        let file = FileManager.default.temporaryDirectory.appending(component: "workstream-\(UUID())").path
        let request = Shell.Request("touch", file, secretEnvironment: ["TOKEN": .environment("WORKSTREAM_NO_SUCH_VARIABLE")])
        #expect(try await error(of: request).code == .secretUnavailable)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test("what an instance is given holds for all its requests, unless one says otherwise")
    func defaults() async throws {
        let shell = Shell(environment: ["A": "1", "B": "1"], directory: "/usr/lib")
        let script = Shell.Request.script("echo $A $B; pwd", environment: ["B": "2"])
        #expect(try await shell.execute(script, in: context()).standardOutput == "1 2\n/usr/lib\n")
        var elsewhere = script
        elsewhere.directory = "/usr/bin"
        #expect(try await shell.execute(elsewhere, in: context()).standardOutput == "1 2\n/usr/bin\n")
    }

    @Test("standard input reaches the program")
    func standardInput() async throws {
        #expect(try await Shell().execute(.init("cat", standardInput: "ü\n"), in: context()).standardOutput == "ü\n")
    }

    @Test("other exit codes can be expected")
    func expectedCodes() async throws {
        #expect(try await Shell().execute(.script("exit 3", expectedExitCodes: [0, 3]), in: context()).exitCode == 3)
        #expect(try await error(of: .script("exit 0", expectedExitCodes: [3])).code == .unexpectedExit)
    }

    @Test("S27 an unexpected exit code may be retried, and says the code and the last lines of the standard error")
    func unexpectedCode() async throws {
        let error = try await error(of: .script("for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i >&2; done; exit 7"))
        #expect(error.code == .unexpectedExit)
        #expect(!error.isPermanent)
        #expect(error.message.contains("exited with code 7"))
        #expect(error.message.hasSuffix("line 11\nline 12"))
        #expect(error.message.contains("line 3\n"))
        #expect(!error.message.contains("line 2\n"))
    }

    @Test("the end of a long standard error is told, not its beginning")
    func longStandardError() async throws {
        let error = try await error(of: .script("head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; echo the cause >&2; exit 1"))
        #expect(error.message.hasSuffix("the cause"))
        #expect(error.message.utf8.count < 3_000)
    }

    @Test("without a standard error the output is told")
    func failureOnOutput() async throws {
        #expect(try await error(of: .script("echo the cause; exit 1")).message.hasSuffix("the cause"))
        #expect(try await error(of: .script("exit 1")).message.hasSuffix("It wrote nothing."))
    }

    @Test("a program killed by a signal says which")
    func killedBySignal() async throws {
        let error = try await error(of: .script("kill -KILL $$"))
        #expect(error.code == .unexpectedExit)
        #expect(error.message.contains("was killed by SIGKILL (signal 9)"))
        #expect(!error.isPermanent)
    }

    @Test("a missing program is a permanent error")
    func missing() async throws {
        let error = try await error(of: .init("no-such-program"))
        #expect(error.code == .notFound)
        #expect(error.isPermanent)
        #expect(error.message.contains("no-such-program"))
    }

    @Test("S26 a cancelled call throws once the program is gone")
    func cancelled() async throws {
        let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
        let context = context(output: { text, _ in continuation.yield(text) })
        let task = Task { try await Shell().execute(.script("echo $$; exec sleep 600"), in: context) }
        var group: Int32 = 0
        for await piece in pieces {
            group = try #require(Int32(piece.dropLast()))
            break
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(kill(-group, 0) == -1)
        #expect(errno == ESRCH)
    }

    @Test("S33 its effect is what the request says, and nothing is repeated unless it says so")
    func effect() {
        #expect(Shell().effect(of: .init("true")) == .atMostOnce)
        #expect(Shell().effect(of: .init("true", effect: .idempotent)) == .idempotent)
    }
}
