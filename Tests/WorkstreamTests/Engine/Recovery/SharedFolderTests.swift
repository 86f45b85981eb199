import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("A folder of runs that several share", .timeLimit(.minutes(2)))
struct SharedFolderTests {
    @Test("S65 a second engine on a folder is refused with who holds it and since when, also in one process, until the first is shut down")
    func secondEngine() async throws {
        let ground = try FileGround()
        let action = ScriptedAction("act")
        let first = try await Engine(storage: ground.live(), plugins: [action])
        let id = try await first.submit(.one())
        let error = await expectError(.owned) { _ = try await Engine(storage: ground.live(), plugins: [action]) }
        let message = try #require(error?.message)
        let since = try #require(error?.heldSince)
        #expect(message.contains("process \(HostProcess.id) on \"\(HostProcess.machineName)\", since \(since)"))
        // It took nothing from the first one.
        try await first.start(id)
        #expect(try await first.wait(for: id).status == .completed)
        try await first.shutdown()

        let second = try await Engine(storage: ground.live(), plugins: [action])
        #expect(try await second.snapshot(of: id).status == .completed)
        #expect(try await second.run(.one()).status == .completed)
        await expectError(.owned) { _ = try await Engine(storage: ground.live(), plugins: [action]) }
        try await second.shutdown()
    }

    @Test("S42 S43 S34 a viewer beside an engine sees every event in order, and what it asks for is done by the engine")
    func viewer() async throws {
        let ground = try FileGround()
        let latch = Latch()
        let action = ScriptedAction("act", effect: .atMostOnce)
        action.behave(.ignoreCancellation(until: latch), at: "B/1/a")
        action.behave(.hang, at: "B/1/b")
        action.behave(.hang, at: "B/1/c")
        let engine = try await Engine(storage: ground.live(), plugins: [action])
        var doubtful = Node.Action.act("b", timeout: .milliseconds(20))
        doubtful.onUnknownOutcome = .decide
        let id = try await engine.submit(.one([.act("a"), doubtful, .act("c", timeout: nil)]))
        try await engine.start(id)

        let viewer = try await RunArchive(ground.live())
        async let seen = viewer.events(of: id).reduce(into: [Event]()) { $0.append($1) }
        try await viewer.pause(id, by: "alice")
        try await engine.follow(id) { if case .paused = $0 { true } else { false } }
        latch.open()
        try await viewer.resume(id, by: "alice")
        try await engine.follow(id) { if case .unresolved = $0 { true } else { false } }
        #expect(try await viewer.run(id).unresolved.map(\.path) == ["B/1/b"])
        try await viewer.decide(id, "B/1/b", .completed, by: "bob", because: "looked")
        try await action.log.wait { $0.contains { $0.path == "B/1/c" } }
        try await viewer.stop(id, .cancel, by: "carol")
        let run = try await engine.wait(for: id)
        #expect(run.status == .stopped)
        #expect(run["B/1/b"]?.state.status == .completed)

        let journal = try await engine.events(of: id).reduce(into: [Event]()) { $0.append($1) }
        #expect(journal.compactMap(\.kind.message) == [1, 2, 3, 4])
        #expect(try await seen == journal)
        #expect(journal.map(\.number) == Array(1...journal.count))
        #expect(try await viewer.run(id).status == .stopped)
        try await engine.shutdown()
        // It outlives the engine.
        #expect(try await viewer.runs().items.map(\.id) == [id])
        try await viewer.close()
    }

    @Test("S47 a viewer that follows a run follows it from one engine to the next")
    func fromEngineToEngine() async throws {
        let ground = try FileGround()
        let action = ScriptedAction("act")
        let latch = Latch()
        action.behave(.sequence(.hang, .respond), at: "B/1/b")
        action.behave(.ignoreCancellation(until: latch), at: "B/1/c")
        let first = try await Engine(storage: ground.live(), plugins: [action])
        let id = try await first.submit(.one([.act("a"), .act("b", timeout: nil), .act("c")]))
        try await first.start(id)
        let viewer = try await RunArchive(ground.live())
        async let seen = viewer.events(of: id).reduce(into: [Event]()) { $0.append($1) }
        try await action.log.wait { $0.contains { $0.path == "B/1/b" } }
        try await first.shutdown(within: .zero)
        #expect(try await viewer.run(id).status == .running)

        // Asked of nobody: the next engine hears of it.
        try await viewer.pause(id, by: "alice")
        let second = try await Engine(storage: ground.live(), plugins: [action])
        #expect(await second.recovery[id]?.fate.isResumed == true)
        try await second.follow(id) { if case .paused = $0 { true } else { false } }
        try await viewer.resume(id, by: "alice")
        latch.open()
        #expect(try await second.wait(for: id).status == .completed)
        let journal = try await second.events(of: id).reduce(into: [Event]()) { $0.append($1) }
        #expect(try await seen == journal)
        #expect(journal.contains { $0.kind == .handedOver })
        try await second.shutdown()
        try await viewer.close()
    }
}

extension FileGround {
    /// A storage in the folder with the time of the machine, as programs have it; not open yet.
    fileprivate func live() -> JSONFileStorage { .directory(folder, durability: .processCrash) }
}

extension Engine {
    /// Waits for an event of a run.
    fileprivate func follow(_ id: Run.ID, until holds: (Event.Kind) -> Bool) async throws {
        for try await event in events(of: id) where holds(event.kind) { return }
        Issue.record("The run ended before.")
    }
}
