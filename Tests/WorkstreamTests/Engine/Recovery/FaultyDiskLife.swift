import Foundation
import Testing

@testable import Workstream
@testable import WorkstreamTesting

/// The life of a run over real files of whose calls to the system some fail: whoever is told of it mends the disk, waits for a lease to end, and tries again.
struct FaultyDiskLife: Sendable {
    /// How the disk fails.
    enum Failing: CaseIterable {
        /// One call does nothing and fails.
        case once
        /// One call writes the half of what it should, and finds no room for the rest.
        case half
        /// One call does what it should, and fails.
        case keeping
        /// From a call on there is no room, until somebody frees the disk.
        case full
        /// From a call on nothing works, until somebody mends the disk.
        case forGood

        /// Whether it is over after one call.
        var isBrief: Bool { self != .full && self != .forGood }

        /// Lets files fail so.
        func happen(to files: FaultyFiles, atCall call: Int) {
            switch self {
            case .once: files.fail(.init(extent: .nothing, number: EIO), atCall: call)
            case .half: files.fail(.init(extent: .half, number: ENOSPC), atCall: call)
            case .keeping: files.fail(.init(extent: .all, number: EIO), atCall: call)
            case .full: files.failWrites(.init(extent: .half, number: ENOSPC), fromCall: call)
            case .forGood: files.fail(.init(extent: .nothing, number: EIO), fromCall: call)
            }
        }
    }

    /// The run as whoever waited for it was given it.
    var run: Run
    /// The run as another process finds it in the files.
    var stored: Run
    /// Where everything stands by these files.
    var end: ExecutionEnd
    /// What happened twice and must not.
    var doubled: [String]
    /// What somebody was told.
    var errors: [any Error]
    /// Which call failed last.
    var failed: String?
    /// How many calls to the system were made before the engine was closed.
    var calls: Int

    /// Lives it.
    static func live(_ example: CrashCase, _ failing: Failing? = nil, atCall call: Int = 0) throws -> FaultyDiskLife {
        try withVirtualTime(seed: 1, limits: .init(virtualTime: .seconds(86_400), jobs: 1_000_000)) { executor in
            let ground = try FileGround()
            let files = FaultyFiles()
            let world = DiskWorld(example.fates)
            // Virtual time knows no threads, so calls of the disk are made where they are asked for.
            let storage = JSONFileStorage(
                directory: ground.folder, settings: JSONFileStorage.Settings(segmentLimit: 4_000, headLag: 500, threads: 0), files: files,
                now: { executor.now })
            failing?.happen(to: files, atCall: call)
            var options = EngineOptions(messageInterval: .seconds(4))
            options.checkpointInterval = 20
            let chosen = options
            let mender = DiskMender(files: files, executor: executor)

            let engine = try await mender.overcome {
                try await Engine(
                    storage: storage, plugins: world.plugins(log: CallLog()), options: chosen, environment: .simulated(executor))
            }
            let id = try await mender.overcome { try await engine.submit(example.plan) }
            try await mender.overcome { try await engine.start(id) }
            let people = DiskPeople(example, engine, id, world, executor)
            let present = Lock(executor.spawn("people") { await people.insist { files.heal() } })
            let run = try await mender.overcome {
                try await engine.wait(for: id)
            } remedy: {
                let fate = try await engine.recover(id).fate
                #expect(fate.isResumed || fate.isFinished, "\(fate)")
                present.withLock { $0 = executor.spawn("people") { await people.insist { files.heal() } } }
            }
            present.withLock { $0.cancel() }
            let calls = files.calls
            // What was put off is written when the engine closes, so that another process finds it.
            files.heal()
            try await mender.overcome { try await engine.shutdown() }

            let observer = JSONFileStorage(directory: ground.folder, settings: JSONFileStorage.Settings(threads: 0), now: { executor.now })
            try await observer.open(.observer)
            let stored = try await Run(reading: id, from: observer)
            try await observer.close()
            return FaultyDiskLife(
                run: run, stored: stored, end: ExecutionEnd(stored, effects: Set(world.effects.map(\.path))), doubled: world.doubled(in: stored),
                errors: mender.errors.withLock { $0 }, failed: files.failed, calls: calls)
        }
    }
}
