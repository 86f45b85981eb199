import Testing
import WorkstreamTesting

@testable import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite(.timeLimit(.minutes(15)))
struct ShutdownSignalsTests {
    /// The steps that signals led to, and how often the process would have ended.
    private final class Account: Sendable {
        let steps = Lock<[ShutdownSignals.Step]>([])
        let exits = Lock<[ProcessSignal]>([])

        func signals(of engine: Engine, limit: Duration = .seconds(20)) -> ShutdownSignals {
            ShutdownSignals(
                engine: engine, limit: limit, onSignal: { notice in self.steps.withLock { $0.append(notice.step) } },
                leave: { signal in self.exits.withLock { $0.append(signal) } })
        }
    }

    @Test("S45 the first signal shuts the engine down, the second cancels what is under way, and the third ends the process")
    func threeSignals() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.ignoreCancellation(until: latch))
            let account = Account()
            let signals = account.signals(of: ground.engine)
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            try await ground.engine.start(id)
            try await ground.log.wait(forCalls: 1)
            #expect(signals.signal == nil)
            signals.hear(.terminate)
            try await ground.pass(.seconds(1))
            signals.hear(.interrupt)
            try await ground.pass(.seconds(1))
            #expect(account.exits.withLock { $0 }.isEmpty)
            signals.hear(.interrupt)
            #expect(account.steps.withLock { $0 } == [.shutsDown(within: .seconds(20)), .cancels, .leaves])
            #expect(account.exits.withLock { $0 } == [.interrupt])
            #expect(signals.signal == .terminate)
            latch.open()
            try await ground.engine.shutdown()
        }
    }

    @Test("S45 after the second signal calls are cancelled at once, and those who wait are told that the engine is closed", arguments: [1, 2])
    func cancellation(count: Int) throws {
        try EngineGround.play { ground in
            ground.action.behave(.hang)
            let signals = Account().signals(of: ground.engine)
            let id = try await ground.engine.submit(.one([.act("a", timeout: nil)]))
            try await ground.engine.start(id)
            try await ground.log.wait(forCalls: 1)
            let start = ground.executor.now
            for _ in 0..<count { signals.hear(.interrupt) }
            let error = await #expect(throws: EngineError.self) { try await ground.engine.wait(for: id) }
            #expect(error?.code == .closed)
            #expect(ground.executor.now - start == (count == 1 ? .seconds(20) : .zero))
        }
    }

    @Test("a signal ends the process where nothing is left to shut down: after the shutdown that another began, and without the engine")
    func nothingLeft() throws {
        try EngineGround.play { ground in
            let account = Account()
            let signals = account.signals(of: ground.engine)
            signals.hear(.interrupt)
            try await ground.engine.shutdown()
            try await ground.pass(.seconds(1))
            signals.hear(.terminate)
            #expect(account.exits.withLock { $0 } == [.terminate])
        }
        try withVirtualTime(seed: 1) { executor in
            let account = Account()
            let signals = account.signals(of: try await EngineGround(executor).engine)
            signals.hear(.interrupt)
            #expect(account.steps.withLock { $0 } == [.leaves])
            #expect(account.exits.withLock { $0 } == [.interrupt])
        }
    }

    @Test("a notice says what comes, and what another signal would do")
    func words() {
        let steps: [ShutdownSignals.Step] = [.shutsDown(within: .seconds(30)), .cancels, .leaves]
        #expect(
            steps.map { ShutdownSignals.Notice(signal: .interrupt, step: $0).description } == [
                "SIGINT: nothing new is begun, and what is under way may finish within 30.0 seconds. Once more, and it is cancelled.",
                "SIGINT, again: what is under way is cancelled. Once more, and this process ends at once, whatever is under way.",
                "SIGINT: this process ends at once.",
            ])
        #expect(ProcessSignal(rawValue: 99).description == "signal 99")
        #expect(ProcessSignal.hangUp.description == "SIGHUP")
    }

    @Test("a signal that cannot be caught is refused in words, and nothing is left behind")
    func refusal() async throws {
        let engine = try await Engine(storage: .memory, plugins: [])
        let before = try #require(SignalAction(of: .hangUp)).address
        let error = #expect(throws: EngineError.self) { try engine.shutDownOnSignals([ProcessSignal(rawValue: SIGKILL), .hangUp]) }
        #expect(error?.code == .signalsUnavailable)
        #expect("\(try #require(error))".contains("on SIGHUP, signal 9. The system refused"))
        #expect(try #require(SignalAction(of: .hangUp)).address == before)
        try await engine.shutdown()
    }

    // A process of its own, since the signals are real.
    @Test("S45 three real signals end a process with the code of the last, whatever its calls do")
    func realSignals() async {
        await #expect(processExitsWith: .exitCode(128 + SIGTERM)) {
            let action = ScriptedAction("act", log: CallLog())
            action.behave(.ignoreCancellation(until: Latch()))
            let engine = try await Engine(storage: .memory, plugins: PluginRegistry([action]))
            let (notices, continuation) = AsyncStream.makeStream(of: ShutdownSignals.Step.self)
            try engine.shutDownOnSignals { continuation.yield($0.step) }
            try await engine.start(try await engine.submit(.one([.act("a", timeout: nil)])))
            try await action.log.wait(forCalls: 1)
            var heard = notices.makeAsyncIterator()
            kill(getpid(), SIGINT)
            guard await heard.next() == .shutsDown(within: .seconds(30)) else { exit(1) }
            kill(getpid(), SIGINT)
            guard await heard.next() == .cancels else { exit(2) }
            kill(getpid(), SIGTERM)
            _ = await heard.next()
            await Latch().wait()
        }
    }

    @Test("a removed helper leaves the process to its signals")
    func removed() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            let engine = try await Engine(storage: .memory, plugins: [])
            let signals = try engine.shutDownOnSignals()
            signals.remove()
            signals.remove()
            kill(getpid(), SIGTERM)
            await Latch().wait()
        }
    }
}
