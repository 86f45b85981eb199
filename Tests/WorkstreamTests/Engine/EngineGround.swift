import WorkstreamTesting

@testable import Workstream

/// An engine in virtual time, over a memory storage that may be told to fail, with scripted plugins that share a log.
struct EngineGround: Sendable {
    /// Where everything runs.
    let executor: SeededExecutor
    /// What is stored, whatever becomes of the engine.
    let memory: MemoryStorage
    /// The same, as the engine sees it.
    let storage: FailingStorage
    /// The action plugin, "act".
    let action: ScriptedAction
    /// The check plugin, "look".
    let check: ScriptedCheck
    /// What the plugins were called for.
    let log: CallLog
    /// The engine.
    let engine: Engine

    init(_ executor: SeededExecutor, options: EngineOptions = EngineOptions(), effect: Effect = .idempotent, also plugins: [any Plugin] = [])
        async throws
    {
        let log = CallLog()
        let policy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0, maximum: .seconds(60))
        let memory = MemoryStorage(now: { executor.now })
        let storage = FailingStorage(memory)
        action = ScriptedAction("act", retryPolicy: policy, effect: effect, log: log)
        check = ScriptedCheck("look", retryPolicy: policy, log: log)
        engine = try await Engine(
            storage: storage, plugins: PluginRegistry([action, check] + plugins), options: options, environment: .simulated(executor))
        self.executor = executor
        self.memory = memory
        self.storage = storage
        self.log = log
    }

    /// Runs a test in virtual time with each of a few orders of events.
    static func play(
        seeds: Range<UInt64> = 0..<20, options: EngineOptions = EngineOptions(), effect: Effect = .idempotent, also plugins: [any Plugin] = [],
        _ body: @escaping @Sendable (EngineGround) async throws -> Void
    ) throws {
        for seed in seeds {
            try withVirtualTime(seed: seed) { executor in
                try await body(try await EngineGround(executor, options: options, effect: effect, also: plugins))
            }
        }
    }
}

extension Node.Action {
    /// An action of the plugin "act".
    static func act(_ name: String, retries: Int = 0, timeout: Duration? = .seconds(30), deadline: Duration? = nil) -> Node.Action {
        Node.Action(name: name, plugin: "act", request: .object([:]), timeout: timeout, deadline: deadline, retries: retries)
    }

    /// A check of the plugin "look".
    static func look(_ name: String, retries: Int = 0, timeout: Duration? = .seconds(30)) -> Node.Action {
        Node.Action(name: name, plugin: "look", request: .object([:]), timeout: timeout, retries: retries)
    }
}

extension Plan {
    /// A plan of one block, "B", of sequences "1", "2", …, each with these actions.
    static func one(
        sequences: Int = 1, _ actions: [Node.Action] = [.act("a"), .act("b")], concurrency: Int = 1, tolerated: Tolerance = .count(0),
        checks: [Node.Checks] = [], deferred: [Node.Batch] = []
    ) -> Plan {
        Plan(
            name: "P",
            blocks: [
                Node.Block(
                    name: "B", checks: checks, sequences: (0..<sequences).map { Node.Sequence(name: "\($0 + 1)", actions: actions) },
                    deferred: deferred,
                    concurrency: concurrency, toleratedFailures: tolerated)
            ])
    }
}
