public import Workstream

/// What became of a plugin's call in a ``PluginHarness``.
public struct PluginCallRecord<P: Plugin>: Sendable {
    /// The whole run, for what is not here.
    public let run: Run
    /// How the action or check ended.
    public let status: NodeStatus
    /// Its attempts, in order.
    public let attempts: [Run.Attempt]
    /// What each attempt wrote, secrets masked, as much as was kept.
    public let outputs: [Output]
    /// What the plugin answered, as it was stored; `nil` where it did not.
    public let response: P.Response?
    /// What the call failed with in the end; `nil` where it completed.
    public let error: Failure?

    /// Reads the record of a run.
    ///
    /// - Throws: What the response throws when it is read back.
    init(_ run: Run, _ path: NodePath, outputs: [Output]) throws {
        guard let state = run[path]?.state else { preconditionFailure("The run of a harness has lost its only call.") }
        self.run = run
        self.outputs = outputs
        status = state.status
        attempts = state.attempts
        error = state.status == .completed ? nil : state.reason
        response = try state.status == .completed ? state.attempts.last?.response?.json().decode(P.Response.self) : nil
    }

    /// The text of all output, attempt after attempt.
    public var text: String { outputs.map { $0.text() }.joined() }

    /// How long the engine waited before each attempt but the first.
    public var waits: [Duration] {
        zip(attempts, attempts.dropFirst()).compactMap { former, next in former.ended.map { next.started - $0 } }
    }
}
