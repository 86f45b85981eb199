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
            let people = executor.spawn("people") { await CrashPeople(example, engine, id, world, executor, since: start).live() }
            let run = try? await engine.wait(for: id)
            people.cancel()
            try? await engine.shutdown(within: .zero)
            if run == nil { await disk.kill() }
            return Result(run: run, id: id, appends: storage.calls(of: .append), end: executor.now, calls: log.calls)
        }
    }
}

extension Storage {
    /// How many events a run has.
    fileprivate func count(of run: Run.ID) async throws -> Int {
        var count = 0
        while case let events = try await events(of: run, after: count, limit: 1_000), !events.isEmpty { count += events.count }
        return count
    }
}
