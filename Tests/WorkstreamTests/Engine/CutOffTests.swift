import Testing
import WorkstreamTesting

@testable import Workstream

/// The table of calls that are cut off once more, through the whole engine; `UnknownOutcomeTests` has that of the machine, and what S33 says of each row.
///
/// What cuts a call off are the engine's own timers, stops and patience, and what is asked is a plugin.
@Suite("Calls that are cut off", .oneAtATime, .timeLimit(.minutes(15)))
struct CutOffTests {
    typealias Row = UnknownOutcomeTests.Row
    typealias Fate = UnknownOutcomeTests.Fate

    @Test(
        "S33, S26, S25 what becomes of an action whose call is cut off, and how often its plugin is called and asked",
        arguments: UnknownOutcomeTests.rows)
    func settled(_ row: Row) throws {
        for seed: UInt64 in 0..<2 {
            let plugin = CutOffPlugin(row)
            try EngineGround.play(seeds: seed..<seed + 1, also: [plugin]) { ground in
                let id = try await Self.start(row, plugin, on: ground)
                let run = try await ground.engine.wait(for: id, until: .needsAttention)
                // What may be repeated hangs once more, and no retry is left then.
                let calls = row.fate == .again ? 2 : 1
                #expect(Self.fate(of: run) == row.lastFate)
                #expect(run["B/s/a"]?.state.attempts.map(\.cut) == Array(repeating: row.cause.cut, count: calls))
                #expect(plugin.counts.calls == calls)
                #expect(plugin.counts.cancelled == (row.cause == .abandonment ? 0 : calls))
                #expect(plugin.counts.probes == row.answer.probes * calls)
                if row.lastFate == .unresolved {
                    #expect(run.attention == .needsDecision(count: 1))
                    try await ground.engine.stop(id, .cancel, by: "somebody")
                    #expect(Self.fate(of: try await ground.engine.wait(for: id)) == .failed(.outcomeUnknown, isUnknown: true))
                    #expect(plugin.counts.calls == calls)
                }
                plugin.latch.open()
                try await ground.engine.shutdown()
            }
        }
    }

    /// Starts a run whose action "B/s/a" does not end by itself, and lets happen what cuts it off.
    private static func start(_ row: Row, _ plugin: CutOffPlugin, on ground: EngineGround) async throws -> Run.ID {
        ground.action.behave(.perform { _ in try await plugin.hang() }, at: "B/s/a")
        let isEnding = row.cause == .policy || row.cause == .timeoutWhileEnding
        if isEnding { ground.action.behave(.take(.seconds(10), then: .failPermanently), at: "B/f/a") }
        let id = try await ground.engine.submit(plan(row))
        try await ground.engine.start(id)
        if row.cause == .stop || row.cause == .timeoutWhileStopping {
            try await ground.pass(.seconds(10))
            try await ground.engine.stop(id, row.cause == .stop ? .cancel : .finishActions, by: "somebody")
        }
        return id
    }

    private static func plan(_ row: Row) -> Plan {
        var action = Node.Action.act("a", retries: row.cause == .lastTimeout ? 0 : 1)
        if row.answer != .cannotBeAsked { action.plugin = CutOffPlugin.name }
        action.effect = row.effect
        action.onUnknownOutcome = row.policy
        if row.cause == .timeoutBeforeDeadline { action.deadline = .milliseconds(30_500) }
        if row.cause == .deadline { action.deadline = .seconds(20) }
        let sequences = [Node.Sequence(name: "s", actions: [action]), Node.Sequence(name: "f", actions: [.act("a")])]
        return Plan(
            name: "P",
            blocks: [
                Node.Block(
                    name: "B", sequences: sequences, concurrency: 2, failurePolicy: row.cause == .timeoutWhileEnding ? .finishActions : .cancel)
            ])
    }

    private static func fate(of run: Run) -> Fate? {
        guard let state = run["B/s/a"]?.state else { return nil }
        let code = state.reason?.code ?? ""
        let isUnknown = state.reason?.isOutcomeUnknown ?? false
        return switch state.status {
        case .completed: .completed
        case .failed: .failed(code, isUnknown: isUnknown)
        case .stopped: .stopped(code, isUnknown: isUnknown)
        default: run.attention == .none ? .again : .unresolved
        }
    }
}

extension UnknownOutcomeTests.Row {
    /// What becomes of the action in the end, where each attempt is cut off.
    fileprivate var lastFate: UnknownOutcomeTests.Fate {
        guard fate == .again else { return fate }
        var last = self
        last.cause = .lastTimeout
        return last.fate
    }
}

extension UnknownOutcomeTests.Cause {
    /// What the attempt says of it.
    fileprivate var cut: Event.CutReason {
        switch self {
        case .timeout, .lastTimeout, .timeoutBeforeDeadline, .timeoutWhileEnding, .timeoutWhileStopping, .abandonment: .timeout
        case .deadline: .deadline
        case .policy, .stop: .policy
        }
    }
}

extension UnknownOutcomeTests.Answer {
    /// How often a plugin is asked that answers like this.
    fileprivate var probes: Int {
        switch self {
        case .cannotBeAsked: 0
        case .happened, .didNotHappen: 1
        case .inProgressThenHappened: 2
        case .unknown: 3
        }
    }
}

/// An action that does not end by itself, and a plugin that says what a row says it does.
private struct CutOffPlugin: ProbingPlugin {
    struct Counts {
        var calls = 0
        var cancelled = 0
        var probes = 0
    }

    static let name = "probing"
    let retryPolicy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0, maximum: .seconds(60))
    /// What a call waits for that ignores its cancellation.
    let latch = Latch()
    private let row: UnknownOutcomeTests.Row
    private let state = Lock(Counts())

    init(_ row: UnknownOutcomeTests.Row) {
        self.row = row
    }

    var counts: Counts { state.withLock { $0 } }

    func effect(of request: JSON) -> Effect { row.effect }

    func execute(_ request: JSON, in context: PluginContext) async throws -> JSON { try await hang() }

    func hang() async throws -> JSON {
        state.withLock { $0.calls += 1 }
        if row.cause == .abandonment {
            await latch.wait()
            return [:]
        }
        do {
            try await Sleeper().sleep {}
        } catch {
            state.withLock { $0.cancelled += 1 }
            throw error
        }
        return [:]
    }

    func probe(_ request: JSON, in context: PluginContext) async throws -> Probe<JSON> {
        let number = state.withLock { counts in
            counts.probes += 1
            return counts.probes
        }
        switch row.answer {
        case .cannotBeAsked, .unknown: return .unknown
        case .happened: return .happened([:])
        case .didNotHappen: return .didNotHappen
        case .inProgressThenHappened: return number.isMultiple(of: 2) ? .happened([:]) : .inProgress(lookAgainAfter: .milliseconds(300))
        }
    }
}
