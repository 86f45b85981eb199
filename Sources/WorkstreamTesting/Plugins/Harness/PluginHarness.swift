public import Workstream

/// Calls one plugin as an engine does: through the real engine, with a plan of one action or check.
///
/// So the request is stored and decoded, validated, given a context with tokens and a deadline; the call is timed out, cancelled, given up after its grace
/// and tried again as the plugin's policy says; output is kept and secrets are masked.
///
/// ```swift
/// let harness = PluginHarness(Upload(service: service))
/// let call = try withVirtualTime(seed: 1) { try await harness.call(.init(host: "web-1"), retries: 3, on: $0) }
/// #expect(call.attempts.map(\.error?.code) == [.failed, .failed, nil])
/// #expect(call.response?.path == "/srv/app")
/// ```
///
/// In virtual time the waits of five attempts take no time at all; a plugin that starts programs, uses threads or the network needs real time, which is what
/// it gets where no executor is given.
public struct PluginHarness<P: Plugin>: Sendable {
    /// The plugin.
    public let plugin: P
    /// How the engine treats the call: its grace, its limits, where secrets come from.
    public var options: EngineOptions

    /// Makes a harness for a plugin.
    ///
    /// - Parameters:
    ///   - plugin: The plugin, with the settings that it is to have.
    ///   - options: How the engine treats the call.
    public init(_ plugin: P, options: EngineOptions = EngineOptions()) {
        self.plugin = plugin
        self.options = options
    }

    /// Calls the plugin with a request.
    ///
    /// - Parameters:
    ///   - request: What it is asked.
    ///   - timeout: The longest time for one attempt; `nil`: no limit, which a check may not have.
    ///   - deadline: The longest time for all attempts together.
    ///   - retries: How many attempts may follow the first.
    ///   - effect: What a repetition does, where the plan overrides what the plugin says.
    ///   - cancellation: When somebody stops the run, and so cancels the call; nobody where none is given.
    ///   - executor: Whose virtual time the call has; that of a test with the trait `.virtualTime`, and real time in any other.
    /// - Throws: `InvalidPlan` where the engine refuses the request or one of the settings, `EngineError` where the plugin cannot be made ready.
    @concurrent public func call(
        _ request: P.Request, timeout: Duration? = Node.Action.defaultTimeout, deadline: Duration? = nil, retries: Int = 0, effect: Effect? = nil,
        cancelling cancellation: PluginCancellation? = nil, on executor: SeededExecutor? = .current
    ) async throws -> PluginCallRecord<P> {
        let name = (plugin as? any RegisteredUnderName)?.registeredName ?? P.name
        let action = Node.Action(
            name: "call", key: Self.key, plugin: name, request: try JSON(encoding: request), timeout: timeout, deadline: deadline, retries: retries,
            effect: effect)
        return try await call(action, cancelling: cancellation, on: executor)
    }

    private static var key: String { "call" }

    private func call(
        _ action: Node.Action, cancelling cancellation: PluginCancellation?, on executor: SeededExecutor?
    ) async throws -> PluginCallRecord<P> {
        let environment = try executor.map { .simulated($0) } ?? Environment.live()
        let storage = MemoryStorage(now: environment.now)
        let body = ScriptedAction("workstream.testing.body")
        let engine = try await Engine(storage: storage, plugins: [plugin, body], options: options, environment: environment)
        do {
            let record = try await record(action, cancelling: cancellation, with: engine, in: environment, on: executor)
            try await engine.shutdown(within: .zero)
            return record
        } catch {
            try? await engine.shutdown(within: .zero)
            throw error
        }
    }

    private func record(
        _ action: Node.Action, cancelling cancellation: PluginCancellation?, with engine: Engine, in environment: Environment,
        on executor: SeededExecutor?
    ) async throws -> PluginCallRecord<P> {
        let id = try await engine.submit(Self.plan(action))
        let outputs = await engine.output(of: id)
        try await engine.start(id)
        let canceller = cancellation.map { cancellation in
            environment.spawn("workstream cancellation") {
                guard await cancellation.wait(for: outputs, on: executor) else { return }
                try? await engine.stop(id, .cancel, by: "PluginHarness", because: "The test cancels the call.")
            }
        }
        defer { canceller?.cancel() }
        let run = try await engine.wait(for: id)
        guard let path = run.plan.node(key: Self.key)?.path else { preconditionFailure("The plan of a harness has lost its only call.") }
        var kept: [Output] = []
        for attempt in run[path]?.state.attempts ?? [] {
            kept.append(try await engine.output(of: id, at: path, attempt: attempt.number) ?? Output())
        }
        return try PluginCallRecord(run, path, outputs: kept)
    }

    /// A plan in which the call is the only one that matters.
    private static func plan(_ action: Node.Action) -> Plan {
        let isCheck = P.Role.self is Looking.Type
        let body = isCheck ? Node.Action(name: "body", plugin: "workstream.testing.body", request: [:]) : action
        return Plan(
            name: "Call of \(action.plugin)", checks: isCheck ? [Node.Checks(.pre, checks: [action])] : [],
            blocks: [Node.Block(name: "Block", sequences: [Node.Sequence(name: "Sequence", actions: [body])])])
    }
}
