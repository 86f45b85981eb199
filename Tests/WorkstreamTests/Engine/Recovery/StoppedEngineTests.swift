import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Engines whose process was stopped for a while", .oneAtATime, .timeLimit(.minutes(15)))
struct StoppedEngineTests {
    /// Beginning and end of the time in which the process is stopped, in seconds; a lease is 30 seconds long.
    private static let (stop, wakening) = (5, 65)

    @Test(
        "S65 an engine that was stopped for longer than its lease stores nothing more, and what another one did meanwhile stands",
        arguments: [stop, wakening, wakening + 5])
    func overtaken(callEnds second: Int) throws {
        try EngineGround.play(effect: .atMostOnce) { ground in
            let (engine, id) = try await underWay(ground, callEnds: second)
            async let end = fault(of: engine, id)
            try await ground.pass(.seconds(45))

            let next = try await ground.reopen()
            let run = try await next.wait(for: id, until: .needsAttention)
            #expect(run.unresolved.map(\.path) == ["B/1/a"])
            try await next.decide(id, "B/1/a", .completed, by: "alice")
            #expect(try await next.wait(for: id).status == .completed)
            let journal = try await ground.memoryJournal(id)

            #expect(try await end?.code == .leaseLost)
            try await ground.pass(.seconds(100))
            #expect(try await ground.memoryJournal(id) == journal)
            #expect(ground.log.paths == ["B/1/a", "B/1/b"])
            // It has lost the run and nothing else.
            #expect(try await engine.run(.one([.act("c")])).status == .completed)
            try await engine.shutdown()
        }
    }

    @Test(
        "S65 an engine that was stopped for longer than its lease stores nothing more although nobody took the run up; both it and the next one can",
        arguments: [stop, wakening, wakening + 5], [true, false])
    func left(callEnds second: Int, bySame: Bool) throws {
        try EngineGround.play(seeds: 0..<10, effect: .atMostOnce) { ground in
            let (engine, id) = try await underWay(ground, callEnds: second)
            let journal = try await ground.memoryJournal(id)
            #expect(try await fault(of: engine, id)?.code == .leaseLost)
            try await ground.pass(.seconds(100))
            #expect(try await ground.memoryJournal(id) == journal)
            #expect(ground.log.paths == ["B/1/a"])

            let next = bySame ? engine : try await ground.reopen(.none)
            #expect(try await next.recover(id).fate.isResumed)
            #expect(try await next.wait(for: id, until: .needsAttention).unresolved.map(\.path) == ["B/1/a"])
            try await next.decide(id, "B/1/a", .retry, by: "alice")
            #expect(try await next.wait(for: id).status == .completed)
            #expect(ground.log.calls(of: "B/1/a").map(\.attempt) == [1, 2])
        }
    }

    /// A run whose first call is under way with an engine that will be stopped.
    ///
    /// - Parameters:
    ///   - ground: The ground.
    ///   - second: When the call ends; where that is at the stop, its outcome is on its way to the storage meanwhile.
    private func underWay(_ ground: EngineGround, callEnds second: Int) async throws -> (Engine, Run.ID) {
        let (executor, start) = (ground.executor, ground.executor.now)
        ground.action.behave(.sequence(.ignoreCancellation(for: .seconds(second), on: executor.clock), .respond), at: "B/1/a")
        let process = StoppedProcess(executor: executor, stop: start + .seconds(Self.stop)..<start + .seconds(Self.wakening))
        let engine = try await Engine(
            storage: process.storage(over: ground.memory), plugins: [ground.action, ground.check], opening: .none, environment: process.environment)
        let id = try await engine.submit(.one([.act("a", timeout: nil), .act("b")]))
        try await engine.start(id)
        return (engine, id)
    }

    private func fault(of engine: Engine, _ id: Run.ID) async throws -> EngineError? {
        do { _ = try await engine.wait(for: id) } catch let error as EngineError { return error }
        return nil
    }
}

/// A process that the system stops and later lets go on, as the signals SIGSTOP and SIGCONT do: the clock goes on, and it does nothing.
private struct StoppedProcess {
    let executor: SeededExecutor
    let stop: Range<Timestamp>

    /// Whose alarms ring when the process goes on.
    var environment: Environment {
        let (executor, stop, running) = (executor, stop, Environment.simulated(executor))
        var environment = running
        environment.makeAlarm = { handler in
            try running.makeAlarm { stop.contains(executor.now) ? stop.upperBound : handler() }
        }
        return environment
    }

    /// A storage that hears nothing of the process while it is stopped.
    func storage(over memory: MemoryStorage) -> FailingStorage {
        let storage = FailingStorage(memory)
        for operation in FailingStorage.Operation.allCases {
            storage.slow(operation) { [executor, stop] in
                guard stop.contains(executor.now) else { return }
                await executor.clock.sleepIgnoringCancellation(for: stop.upperBound - executor.now)
            }
        }
        return storage
    }
}
