import WorkstreamTesting

@testable import Workstream

/// What the plugins of a case do to the world, whatever becomes of the disk.
final class DiskWorld: Sendable {
    /// Something that happened.
    struct Deed: Sendable, Hashable {
        var path: String
        var attempt: Int
    }

    private let fates: [String: CrashCase.Fate]
    private let done = Lock<[Deed]>([])

    /// A world in which nothing has happened.
    init(_ fates: [String: CrashCase.Fate]) {
        self.fates = fates
    }

    /// What happened, in order.
    var effects: [Deed] { done.withLock { $0 } }

    /// Whether an attempt had its effect.
    func happened(_ path: String, attempt: Int) -> Bool { effects.contains { $0 == Deed(path: path, attempt: attempt) } }

    /// What happened twice and must not, by the plan's plugins.
    func doubled(in run: Run) -> [String] {
        let careful = Set(run.nodes.lazy.filter { ["once", "asked"].contains($0.action?.definition.plugin) }.map(\.path.description))
        return Dictionary(grouping: effects.map(\.path), by: \.self).filter { $0.value.count > 1 && careful.contains($0.key) }.keys.sorted()
    }

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
        done.withLock { $0.append(effect) }
    }

    /// An action that knows whether its effect is there.
    private struct Asked: ProbingPlugin, RegisteredUnderName {
        static let name = "asked"
        let script: ScriptedAction
        let world: DiskWorld
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
