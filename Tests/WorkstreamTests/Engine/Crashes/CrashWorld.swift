import WorkstreamTesting

@testable import Workstream

/// What the plugins of a case do to the world, over all lives of a run; it outlives them, as a server does.
final class CrashWorld: Sendable {
    /// Something that happened.
    struct Deed: Sendable, Hashable {
        var path: String
        var attempt: Int
    }

    private struct State {
        var isAlive = true
        var effects: [Deed] = []
    }

    private let fates: [String: CrashCase.Fate]
    private let state: Lock<State>

    /// A world in which nothing has happened.
    init(_ fates: [String: CrashCase.Fate]) {
        self.fates = fates
        state = Lock(State())
    }

    /// The same world, for another way of going on.
    func copy() -> CrashWorld {
        let copy = CrashWorld(fates)
        copy.state.withLock { $0.effects = effects }
        return copy
    }

    /// What happened, in order.
    var effects: [Deed] { state.withLock { $0.effects } }

    /// The process is there, or has died: the dead do nothing.
    func turn(alive: Bool) {
        state.withLock { $0.isAlive = alive }
    }

    /// Whether an attempt had its effect.
    func happened(_ path: String, attempt: Int) -> Bool { effects.contains { $0 == Deed(path: path, attempt: attempt) } }

    /// The plugins that do it.
    func plugins(log: CallLog) -> PluginRegistry {
        let behavior = ScriptedBehavior.perform { try await self.play($0) }
        let policy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0, maximum: .seconds(60))
        return PluginRegistry([
            ScriptedAction("again", behavior, retryPolicy: policy, effect: .idempotent, log: log),
            ScriptedAction("once", behavior, retryPolicy: policy, effect: .atMostOnce, log: log),
            ScriptedCheck("look", behavior, retryPolicy: policy, log: log),
            Asked(script: ScriptedAction("asked", behavior, retryPolicy: policy, effect: .atMostOnce, log: log), world: self),
        ])
    }

    /// A call takes a second; some have their effects when they begin, others when they end.
    private func play(_ call: ScriptedCall) async throws -> JSON {
        let path = call.context.path.description
        let isEarly = path.utf8.reduce(0) { $0 &+ Int($1) }.isMultiple(of: 2)
        switch fates[path] {
        case .fails(let times) where call.context.attempt <= times:
            try await call.context.sleep(for: .seconds(1))
            throw PluginError(.failed, "Not yet.")
        case .failsForGood:
            try await call.context.sleep(for: .seconds(1))
            throw PluginError(.failed, "Never.")
        case .saysNo:
            throw PluginError.checkFailed("No.")
        case .turnsToNo(let other) where effects.contains { $0.path == other }:
            throw PluginError.checkFailed("No more.")
        case .hangs(let times) where call.context.attempt <= times:
            try await call.context.sleep(for: .seconds(100_000))
        default: break
        }
        if isEarly { note(call.context) }
        var duration = 1
        if case .takes(let seconds) = fates[path] { duration = seconds }
        try await call.context.sleep(for: .seconds(duration))
        if !isEarly { note(call.context) }
        return ["path": .string(path)]
    }

    private func note(_ context: PluginContext) {
        let effect = Deed(path: context.path.description, attempt: context.attempt)
        state.withLock { if $0.isAlive { $0.effects.append(effect) } }
    }

    /// An action that knows whether its effect is there.
    private struct Asked: ProbingPlugin, RegisteredUnderName {
        static let name = "asked"
        let script: ScriptedAction
        let world: CrashWorld
        var retryPolicy: RetryPolicy { script.retryPolicy }
        var registeredName: String { Self.name }
        var original: any Plugin { self }

        func effect(of request: JSON) -> Effect { .atMostOnce }

        func execute(_ request: JSON, in context: PluginContext) async throws -> JSON { try await script.execute(request, in: context) }

        func probe(_ request: JSON, in context: PluginContext) async throws -> Probe<JSON> {
            try await context.sleep(for: .milliseconds(100))
            return world.happened(context.path.description, attempt: context.attempt)
                ? .happened(["path": .string(context.path.description)]) : .didNotHappen
        }
    }
}
