import Workstream

/// What scripted actions and checks have in common: behaviours by path, and the log.
final class Script: Sendable {
    private struct State {
        var usual: ScriptedBehavior
        var byPath: [NodePath: ScriptedBehavior] = [:]
    }

    /// The name under which the plugin is registered.
    let name: String
    /// Where its calls are written down.
    let log: CallLog
    private let state: Lock<State>

    /// Makes a script that always does the same.
    init(name: String, behavior: ScriptedBehavior, log: CallLog) {
        self.name = name
        self.log = log
        state = Lock(State(usual: behavior))
    }

    /// Sets what is done at a path, or everywhere else.
    func behave(_ behavior: ScriptedBehavior, at path: NodePath?) {
        state.withLock { state in
            if let path { state.byPath[path] = behavior } else { state.usual = behavior }
        }
    }

    /// Plays a call, and writes it down.
    func perform(_ request: JSON, in context: PluginContext) async throws -> JSON {
        let behavior = state.withLock { $0.byPath[context.path] ?? $0.usual }
        let (index, number) = log.begin(name, request, context)
        do {
            let response = try await behavior(ScriptedCall(request: request, context: context, number: number))
            log.end(index, at: context.now, .responded(response))
            return response
        } catch {
            log.end(index, at: context.now, .threw(error))
            throw error
        }
    }
}
