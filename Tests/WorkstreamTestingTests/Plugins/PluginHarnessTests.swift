import Testing
import Workstream
import WorkstreamTesting

@Suite("PluginHarness", .timeLimit(.minutes(15)))
struct PluginHarnessTests {
    /// An action that does what a test says.
    private struct Trial: ActionPlugin {
        struct Request: Codable, Sendable { var word = "word" }
        struct Response: Codable, Sendable, Equatable {
            var text: String
            var tokens: [String] = []
        }
        static let name = "trial"
        var retryPolicy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0, maximum: .seconds(60))
        var effect = Effect.idempotent
        var body: @Sendable (Request, PluginContext) async throws -> Response

        func effect(of request: Request) -> Effect { effect }
        func validate(_ request: Request) throws {
            if request.word.isEmpty { throw PluginError.invalidRequest("The word is empty. Give one.") }
        }
        func execute(_ request: Request, in context: PluginContext) async throws -> Response { try await body(request, context) }
    }

    private struct Look: CheckPlugin {
        struct Request: Codable, Sendable { var isThere: Bool }
        static let name = "look"
        let retryPolicy: RetryPolicy = .fast
        func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
            guard request.isThere else { throw PluginError.checkFailed("It is not there.") }
            return NoResponse()
        }
    }

    private static func virtually<P: Plugin>(
        _ harness: PluginHarness<P>, _ call: @escaping @Sendable (PluginHarness<P>, SeededExecutor) async throws -> PluginCallRecord<P>
    ) throws -> PluginCallRecord<P> {
        try withVirtualTime(seed: 1) { try await call(harness, $0) }
    }

    @Test("S24 a call is tried again after the waits of the plugin's policy, with one action token and a token for each attempt")
    func retries() throws {
        let harness = PluginHarness(
            Trial { _, context in
                guard context.attempt == 3 else { throw PluginError(.notFound, "attempt \(context.attempt)") }
                return .init(text: "done", tokens: [context.actionToken, context.attemptToken])
            })
        let call = try Self.virtually(harness) { try await $0.call(.init(), retries: 5, on: $1) }
        #expect(call.status == .completed && call.error == nil)
        #expect(call.attempts.map(\.error?.message) == ["attempt 1", "attempt 2", nil])
        #expect(call.waits == [.seconds(1), .seconds(2)])
        let tokens = try #require(call.response?.tokens)
        #expect(call.response?.text == "done" && tokens[1] == tokens[0] + "-3")
    }

    @Test("S27 a permanent error ends the call, whatever retries are left")
    func permanent() throws {
        let harness = PluginHarness(Trial { _, _ in throw PluginError(.notFound, "It is gone.", isPermanent: true) })
        let call = try Self.virtually(harness) { try await $0.call(.init(), retries: 5, on: $1) }
        #expect(call.status == .failed && call.attempts.count == 1 && call.error?.code == .notFound && call.response == nil)
    }

    @Test("S25 a call that takes too long is cancelled after its timeout, and given up after the grace where it goes on")
    func timeouts() throws {
        let obedient = PluginHarness(
            Trial { _, context in
                try await context.sleep(for: .seconds(3_600))
                return .init(text: "late")
            })
        let timedOut = try Self.virtually(obedient) { try await $0.call(.init(), timeout: .seconds(5), on: $1) }
        #expect(timedOut.error?.code == .timeout && timedOut.attempts.map(\.duration) == [.seconds(5)])
        let stubborn = try withVirtualTime(seed: 1) { executor in
            var harness = PluginHarness(
                Trial { _, _ in
                    await executor.clock.sleepIgnoringCancellation(for: .seconds(3_600))
                    return .init(text: "late")
                })
            harness.options.gracePeriod = .seconds(10)
            return try await harness.call(.init(), timeout: .seconds(5), on: executor)
        }
        #expect(stubborn.error?.code == .abandoned && stubborn.attempts.map(\.duration) == [.seconds(15)])
    }

    @Test("S33 an action that may happen only once and was cut off ends with an unknown outcome, and waits for nobody")
    func unknown() throws {
        var plugin = Trial { _, context in
            try await context.sleep(for: .seconds(3_600))
            return .init(text: "late")
        }
        plugin.effect = .atMostOnce
        let call = try Self.virtually(PluginHarness(plugin)) { try await $0.call(.init(), timeout: .seconds(5), retries: 3, on: $1) }
        #expect(call.status == .failed && call.attempts.count == 1 && call.attempts[0].isOutcomeUnknown)
    }

    @Test("a call is cancelled after a time, at a piece of output, or when the test says so")
    func cancellations() throws {
        let harness = PluginHarness(
            Trial { _, context in
                try await context.sleep(for: .seconds(10))
                context.write("half way\n")
                try await context.sleep(for: .seconds(10))
                return .init(text: "done")
            })
        let early = try Self.virtually(harness) { try await $0.call(.init(), cancelling: .after(.seconds(3)), on: $1) }
        #expect(early.status == .stopped && early.attempts.map(\.duration) == [.seconds(3)] && early.text.isEmpty)
        let half = try Self.virtually(harness) { try await $0.call(.init(), cancelling: .onOutput(containing: "half"), on: $1) }
        #expect(half.status == .stopped && half.attempts.map(\.duration) == [.seconds(10)] && half.text == "half way\n")
        let said = try Self.virtually(harness) { harness, executor in
            try await harness.call(.init(), cancelling: .when { try await executor.clock.sleep(for: .seconds(15)) }, on: executor)
        }
        #expect(said.attempts.map(\.duration) == [.seconds(15)])
        let never = try Self.virtually(harness) { try await $0.call(.init(), cancelling: .onOutput(containing: "other"), on: $1) }
        #expect(never.status == .completed)
    }

    @Test("a secret is masked in output, response and errors")
    func secrets() throws {
        var harness = PluginHarness(
            Trial { _, context in
                let value = try await context.reveal(.resolver("vault", key: "token"))
                context.write("I know \(value)")
                guard context.attempt == 2 else { throw PluginError(.failed, "I told \(value)") }
                return .init(text: "It was \(value)")
            })
        harness.options.secrets = SecretResolver(["vault": { _ in "hidden-value" }])
        let call = try Self.virtually(harness) { [harness] in try await harness.call(.init(), retries: 1, on: $1) }
        let texts = [call.text, call.response?.text ?? "", call.attempts[0].error?.message ?? ""]
        #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("hidden-value") }, "\(texts)")
        #expect(call.outputs.count == 2)
    }

    @Test("S40 a request that the plugin refuses is refused before anything is called")
    func refused() throws {
        let harness = PluginHarness(
            Trial { _, _ in
                Issue.record("a refused request must not be carried out")
                return .init(text: "")
            })
        #expect(throws: InvalidPlan.self) { try Self.virtually(harness) { try await $0.call(.init(word: ""), on: $1) } }
    }

    @Test("S4 a check passes, or says no")
    func checks() throws {
        let yes = try Self.virtually(PluginHarness(Look())) { try await $0.call(.init(isThere: true), on: $1) }
        #expect(yes.status == .completed && yes.response == NoResponse())
        let no = try Self.virtually(PluginHarness(Look())) { try await $0.call(.init(isThere: false), retries: 2, on: $1) }
        #expect(no.status == .failed && no.error?.code == .checkFailed && no.attempts.count == 3)
    }

    @Test("a scripted plugin is called by the name that it was given")
    func scripted() throws {
        let harness = PluginHarness(ScriptedAction("shop.upload", .fail(times: 1, then: .respond(7))))
        let call = try Self.virtually(harness) { try await $0.call(["host": "web-1"], retries: 1, on: $1) }
        #expect(call.response == 7 && call.attempts.count == 2)
    }

    @Test("a call of which nothing is virtual has real time and threads of its own")
    func real() async throws {
        let harness = PluginHarness(
            Trial { _, context in
                context.write("here")
                return .init(text: "done")
            })
        let call = try await harness.call(.init())
        #expect(call.response?.text == "done" && call.text == "here")
        let hanging = PluginHarness(
            Trial { _, context in
                context.write("here")
                try await context.sleep(for: .seconds(3_600))
                return .init(text: "late")
            })
        let cancelled = try await hanging.call(.init(), cancelling: .onOutput(containing: "here"))
        #expect(cancelled.status == .stopped)
    }
}
