import WorkstreamTesting

@testable import Workstream

/// What people do: they look at the journal, and act once where their moment has come.
struct DiskPeople: Sendable {
    private let example: CrashCase
    private let engine: Engine
    private let id: Run.ID
    private let world: DiskWorld
    private let executor: SeededExecutor

    /// People who know what to do with a run.
    init(_ example: CrashCase, _ engine: Engine, _ id: Run.ID, _ world: DiskWorld, _ executor: SeededExecutor) {
        self.example = example
        self.engine = engine
        self.id = id
        self.world = world
        self.executor = executor
    }

    /// Does it until the run has ended, and begins anew with its whole history where something cannot be done.
    ///
    /// - Parameter mend: What they do where that does not help; after a few more times they leave the run to others.
    func insist(mending mend: () -> Void) async {
        for trial in 1...6 where !Task.isCancelled {
            do { return try await watch { event, path in try await react(to: event, path) } } catch {
                // A call of the disk failed, or all do.
                try? await executor.clock.sleep(for: trial == 3 ? .seconds(5) : .milliseconds(10))
                if trial == 3 { mend() }
            }
        }
    }

    private func watch(_ react: (Event, String) async throws -> Void) async throws {
        let run = try await engine.snapshot(of: id)
        for try await event in engine.events(of: id) {
            if let path = run.node(at: event.node)?.path.description { try await react(event, path) }
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
            guard try await !wasPaused else { return }
            try await engine.pause(id, by: "people")
        case .hold(at: path):
            try await engine.hold(id, because: "people want to look")
            try await executor.clock.sleep(for: .seconds(5))
            try await engine.release(id)
        case .stop, .pause, .hold: break
        }
    }

    /// Whether they paused the run already, in this life or an earlier one.
    private var wasPaused: Bool {
        get async throws {
            let last = try await engine.snapshot(of: id).lastNumber
            for try await event in engine.events(of: id) {
                if case .paused = event.kind { return true }
                if event.number >= last { break }
            }
            return false
        }
    }

    /// What the ledger says about an attempt; what did not happen though nothing kept it from happening is done again.
    private func decision(_ path: String, _ attempt: Int) -> Decision {
        if world.happened(path, attempt: attempt) { return .completed(["path": JSON.string(path)]) }
        return example.fates[path] == nil ? .retry : .failed("the ledger says so")
    }
}
