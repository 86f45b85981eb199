import Foundation
import Testing
import Workstream

@testable import WorkstreamPlugins

#if os(Linux)
    @Suite("What became of a program", .timeLimit(.minutes(15)))
    struct ShellProbingTests {
        private let token = "action-\(UUID())"

        private func context(
            token: String? = nil, attempt: String = "1", output: @escaping @Sendable (String, OutputChannel) -> Void = { _, _ in }
        ) -> PluginContext {
            PluginContext(
                run: RunID(UUID()), path: "Block/Sequence/action", actionToken: token ?? self.token,
                attemptToken: "\(token ?? self.token)-\(attempt)",
                services: .init(output: output, sleep: { _ in }, now: { Timestamp(nanoseconds: 0) }))
        }

        /// What a probe of the action finds, which does not read its request.
        private func probe(token: String? = nil, attempt: String = "1") async throws -> Probe<Shell.Response> {
            try await Shell().probe(.init("true"), in: context(token: token, attempt: attempt))
        }

        @Test("S71 a program that runs is in progress, for every attempt of its action, and unknown once it is gone")
        func running() async throws {
            let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
            let context = context(output: { text, _ in continuation.yield(text) })
            let task = Task { try await Shell().execute(.script("echo ready; exec sleep 600"), in: context) }
            #expect(await pieces.first { _ in true } == "ready\n")
            #expect(try await probe() == .inProgress(lookAgainAfter: .seconds(1)))
            #expect(try await probe(attempt: "2") == .inProgress(lookAgainAfter: .seconds(1)))
            #expect(try await probe(token: String(token.dropLast())) == .unknown)
            task.cancel()
            _ = try? await task.value
            #expect(try await probe() == .unknown)
        }

        @Test("S71 what a program has left in its group is in progress too, since it may be what was asked for")
        func leftBehind() async throws {
            let response = try await Shell().execute(.script("sleep 600 >/dev/null 2>&1 & echo $!"), in: context())
            let pid = try #require(Int32(response.firstLine))
            defer { kill(pid, SIGKILL) }
            #expect(try await probe() == .inProgress(lookAgainAfter: .seconds(1)))
        }

        @Test("S71 a server with a session of its own is not waited for")
        func server() async throws {
            let script = "pid=$(setsid sh -c 'sleep 600 >/dev/null 2>&1 & echo $!'); echo $pid"
            let response = try await Shell().execute(.script(script), in: context())
            let pid = try #require(Int32(response.firstLine))
            defer { kill(pid, SIGKILL) }
            #expect(kill(pid, 0) == 0)
            #expect(try await probe() == .unknown)
        }
    }
#endif
