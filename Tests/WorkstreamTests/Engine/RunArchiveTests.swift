import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct RunArchiveTests {
    /// An archive on the memory of a ground.
    private func archive(_ ground: EngineGround) async throws -> RunArchive {
        try await RunArchive(ground.memory, environment: .simulated(ground.executor))
    }

    /// A run of two actions, the first of which is under way.
    private func underWay(_ ground: EngineGround) async throws -> Run.ID {
        ground.action.behave(.take(.seconds(10)))
        let id = try await ground.engine.submit(.one())
        try await ground.engine.start(id)
        try await ground.pass(.seconds(1))
        return id
    }

    @Test("S47 an archive gives the whole history of a run and follows it to its end, beside the engine that drives it")
    func follows() throws {
        try EngineGround.play { ground in
            let archive = try await archive(ground)
            let id = try await underWay(ground)
            async let followed = archive.events(of: id).reduce(into: [Event]()) { $0.append($1) }
            #expect(try await archive.run(id).status == .running)
            #expect(try await archive.runs(matching: .unfinished).items.map(\.id) == [id])
            let run = try await ground.engine.wait(for: id)
            #expect(try await followed == ground.journal(of: id))
            #expect(try await archive.events(of: id, after: 3).reduce(into: []) { $0.append($1.number) } == Array(4...run.lastNumber))
            #expect(try await archive.run(id).status == .completed)
            #expect(try await archive.run(id, upTo: 2).status == .running)
            try await archive.close()
        }
    }

    @Test("S73 an archive gives the live output that was kept, as the engine does")
    func output() throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let archive = try await archive(ground)
            ground.action.behave(
                .perform { call in
                    call.context.write("hello\n")
                    return .object([:])
                })
            let run = try await ground.engine.run(.one())
            let output = try await archive.output(of: run.id, at: "B/1/a")
            #expect(output != nil)
            #expect(try await ground.engine.output(of: run.id, at: "B/1/a") == output)
            #expect(try await archive.output(of: run.id, at: "B/1/a", attempt: 2) == nil)
            #expect(try await archive.output(of: run.id, at: "B/1/none") == nil)
        }
    }

    @Test("S42 S43 what somebody asks of an archive is done within a second by the engine that drives the run, once, and names its message")
    func asks() throws {
        try EngineGround.play { ground in
            let archive = try await archive(ground)
            let id = try await underWay(ground)
            try await archive.pause(id, by: "alice", because: "lunch")
            try await ground.pass(.seconds(1))
            #expect(try await archive.run(id).isPaused)
            try await ground.pass(.seconds(100))
            #expect(ground.log.paths == ["B/1/a"])
            try await archive.resume(id, by: "alice")
            try await ground.pass(.seconds(1))
            try await archive.stop(id, .cancel, by: "bob", because: "it is late")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .stopped)
            #expect(run.stop?.cut == .cancel)
            #expect(run.stop?.asked == .init(by: "bob", because: "it is late", message: 3))
            let numbers = try await ground.journal(of: id).compactMap(\.kind.message)
            #expect(numbers == [1, 2, 3])
            let error = await #expect(throws: EngineError.self) { try await archive.stop(id, by: "carol") }
            #expect(error?.code == .ended)
        }
    }

    @Test("S34 an action that waits for a decision is settled through an archive", arguments: [Decision.retry, .completed, .failed("it broke")])
    func decides(_ decision: Decision) throws {
        try EngineGround.play(seeds: 0..<5, effect: .atMostOnce) { ground in
            let archive = try await archive(ground)
            ground.action.behave(.sequence(.hang, .respond), at: "B/1/a")
            var action = Node.Action.act("a", timeout: .seconds(5))
            action.onUnknownOutcome = .decide
            let id = try await ground.engine.submit(.one([action]))
            try await ground.engine.start(id)
            let early = await #expect(throws: EngineError.self) { try await archive.decide(id, "B/1/a", decision, by: "alice") }
            #expect(early?.code == .notUnresolved)
            _ = try await ground.engine.wait(for: id, until: .needsAttention)
            try await archive.decide(id, "B/1/a", decision, by: "alice", because: "looked")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == (decision == .failed("it broke") ? .failed : .completed))
            #expect(run["B/1/a"]?.state.attempts[0].decision?.asked == .init(by: "alice", because: "looked", message: 1))
        }
    }

    @Test("S62 a message that came while nobody drove the run is read by the next engine, and one that was read is not read again")
    func acrossCrash() throws {
        try EngineGround.play { ground in
            let archive = try await archive(ground)
            let id = try await underWay(ground)
            try await archive.pause(id, by: "alice")
            try await ground.pass(.seconds(1))
            try await archive.resume(id, by: "alice")
            try await ground.pass(.seconds(1))
            try await ground.crash()
            try await archive.stop(id, by: "bob")
            let next = try await ground.reopen()
            let run = try await next.wait(for: id)
            #expect(run.status == .stopped)
            let journal = try await ground.memoryJournal(id)
            #expect(journal.compactMap(\.kind.message) == [1, 2, 3])
            #expect(journal.filter { if case .paused = $0.kind { true } else { false } }.count == 1)
        }
    }

    @Test("messages that say nothing which can be done are recorded with the reason, and change nothing")
    func unreadable() throws {
        let messages: [(Message, String)] = [
            (Message("dance", from: "alice"), "\"dance\" means nothing"),
            (Message(.stop, from: "alice", body: .object(["strength": "gently"])), "\"gently\""),
            (Message(.decision, from: "alice"), "does not say for which action"),
            (Message(.decision, from: "alice", body: .object(["path": "B/9/z", "verdict": "retry"])), "no action \"B/9/z\""),
            (Message(.decision, from: "alice", body: .object(["path": "B/1/a", "verdict": "perhaps"])), "\"perhaps\""),
            (Message(.resume, from: "alice"), "changed nothing"),
            (Message(.decision, from: "alice", body: .object(["path": "B/1/a", "verdict": "retry"])), "changed nothing"),
        ]
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await underWay(ground)
            for (message, _) in messages { try await ground.memory.post(message, to: id) }
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
            let ignored = try await ground.journal(of: id).compactMap { event -> Event.MessageIgnored? in
                if case .messageIgnored(let ignored) = event.kind { ignored } else { nil }
            }
            #expect(ignored.map(\.message) == Array(1...messages.count))
            for (ignored, (_, words)) in zip(ignored, messages) { #expect(ignored.reason.contains(words), "\(ignored.reason)") }
        }
    }

    @Test("a storage that fails to tell of messages costs nothing but time")
    func failingMessages() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let archive = try await archive(ground)
            ground.storage.fail(.messages, call: 1, times: 8)
            let id = try await underWay(ground)
            try await archive.stop(id, .cancel, by: "alice")
            let start = ground.executor.now
            #expect(try await ground.engine.wait(for: id).status == .stopped)
            #expect(ground.executor.now - start <= .seconds(2))
        }
    }

    @Test("S66 an archive takes nothing from engines: it creates, acquires and appends nothing")
    func observes() throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await underWay(ground)
            let observed = FailingStorage(ground.memory)
            let archive = try await RunArchive(observed, environment: .simulated(ground.executor))
            for operation in [.create, .append, .acquire, .renew, .release] as [FailingStorage.Operation] { observed.failForGood(operation, from: 1) }
            try await archive.stop(id, by: "alice")
            for try await _ in archive.events(of: id) {}
            #expect(try await archive.run(id).status == .stopped)
        }
    }
}
