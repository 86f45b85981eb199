import WorkstreamTesting

@testable import Workstream

/// One process in the life of a run: an engine that drives it to its end, or dies with an append.
struct CrashLife {
    /// What came of it.
    struct Result: Sendable {
        /// The run, where it came to its end.
        var run: Run?
        /// The id of the run; nil where it was not even submitted.
        var id: Run.ID?
        /// How many appends there were.
        var appends: Int
        /// When it was over.
        var end: Timestamp
        /// The calls that were made.
        var calls: [RecordedCall]
    }

    /// What is done, and by whom.
    let example: CrashCase
    /// What it is done to.
    let world: CrashWorld
    /// What survives.
    let disk: any CrashDisk
    /// The run, where it was submitted in an earlier life.
    var id: Run.ID?
    /// Where everything runs.
    let executor: SeededExecutor

    /// A process that dies as soon as this append of its is stored; nil: it lives.
    func play(dyingWith append: Int? = nil) throws -> Result {
        let (example, world, disk, known, executor) = (example, world, disk, id, executor)
        let kept = disk.storage(now: { executor.now })
        let storage = FailingStorage(kept)
        world.turn(alive: true)
        if let append { storage.die(with: append) { [world] in world.turn(alive: false) } }
        let log = CallLog()
        return try executor.run {
            var options = EngineOptions()
            // So that many a recovery begins with a checkpoint, and many another with an older one.
            options.checkpointInterval = 3
            let engine = try await Engine(
                storage: storage, plugins: world.plugins(log: log), options: options, environment: .simulated(executor))
            let id = if let known { known } else { try await engine.submit(example.plan) }
            let start = try await kept.count(of: id)
            if start == 1 { try? await engine.start(id) }
            let people = executor.spawn("people") { await CrashPeople(example, engine, id, world, kept, executor, since: start).live() }
            let run = try? await engine.wait(for: id)
            people.cancel()
            try? await engine.shutdown(within: .zero)
            if run == nil { await disk.kill() }
            return Result(run: run, id: id, appends: storage.calls(of: .append), end: executor.now, calls: log.calls)
        }
    }
}

/// What people do in a life: they look at the journal, and act once where their moment has come.
private struct CrashPeople {
    let example: CrashCase
    let engine: Engine
    let id: Run.ID
    let world: CrashWorld
    let kept: any Storage
    let executor: SeededExecutor
    /// How many events there were at the beginning of this life.
    let start: Int

    init(
        _ example: CrashCase, _ engine: Engine, _ id: Run.ID, _ world: CrashWorld, _ kept: any Storage, _ executor: SeededExecutor, since start: Int
    ) {
        self.example = example
        self.engine = engine
        self.id = id
        self.world = world
        self.kept = kept
        self.executor = executor
        self.start = start
    }

    func live() async {
        do {
            let run = try await engine.snapshot(of: id)
            for try await event in engine.events(of: id) {
                guard let path = run.node(at: event.node)?.path.description else { continue }
                try? await react(to: event, path)
            }
        } catch {
            // The storage has died with its process.
        }
    }

    private func react(to event: Event, _ path: String) async throws {
        switch event.kind {
        case .attemptBegan:
            for deed in example.deeds { try await act(deed, event, path) }
        case .paused:
            try await executor.clock.sleep(for: .seconds(5))
            if try await engine.snapshot(of: id).isPaused { try await engine.resume(id, by: "people") }
        case .unresolved(let unresolved):
            guard try await engine.snapshot(of: id).unresolved.contains(where: { $0.path.description == path }) else { return }
            try await engine.decide(id, NodePath(path), decision(path, unresolved.attempt), by: "people", because: "the ledger says so")
        default: break
        }
    }

    private func act(_ deed: CrashCase.Deed, _ event: Event, _ path: String) async throws {
        switch deed {
        case .stop(let strength, at: path): if try await engine.snapshot(of: id).stop == nil { try await engine.stop(id, strength, by: "people") }
        case .pause(at: path):
            guard try await !kept.journal(of: id).contains(where: { if case .paused = $0.kind { true } else { false } }) else { return }
            try await engine.pause(id, by: "people")
        case .hold(at: path) where event.number > start:
            try await engine.hold(id, because: "people want to look")
            try await executor.clock.sleep(for: .seconds(5))
            try await engine.release(id)
        case .stop, .pause, .hold: break
        }
    }

    /// What the ledger says about an attempt; what did not happen though nothing kept it from happening is done again.
    private func decision(_ path: String, _ attempt: Int) -> Decision {
        if world.happened(path, attempt: attempt) { return .completed(["path": JSON.string(path)]) }
        return example.fates[path] == nil ? .retry : .failed("the ledger says so")
    }
}

extension Storage {
    /// The whole journal of a run.
    fileprivate func journal(of run: Run.ID) async throws -> [Event] {
        var journal: [Event] = []
        while case let events = try await events(of: run, after: journal.count, limit: 1_000), !events.isEmpty {
            journal += try events.map { try $0.event() }
        }
        return journal
    }

    /// How many events a run has.
    fileprivate func count(of run: Run.ID) async throws -> Int { try await journal(of: run).count }
}
