import Testing
import WorkstreamTesting

@testable import Workstream

/// Whole engines in virtual time: random plans, in random worlds, with random operators.
///
/// A failing run names its seed; `swift test --filter EngineWalkTests` with the seed in `arguments` plays it again.
@Suite("Engines at random", .oneAtATime, .timeLimit(.minutes(15)))
struct EngineWalkTests {
    @Test(
        "S11, S26, S34, S42–S47, S60–S62 whatever happens and whatever people ask for, a run ends, and its journal holds", arguments: 0..<20)
    func walk(_ part: UInt64) throws {
        for seed in part * 100..<(part + 1) * 100 {
            do {
                try withVirtualTime(seed: seed) { executor in try await Self.play(seed, executor) }
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
    }

    /// Runs a plan to its end, and looks at what is left.
    private static func play(_ seed: UInt64, _ executor: SeededExecutor) async throws {
        let world = World(seed: seed, executor)
        let storage = MemoryStorage(now: { executor.now })
        var options = EngineOptions()
        options.gracePeriod = .seconds(5)
        // Nobody leaves messages, and a run that stands still for hours is asked about again and again.
        options.messageInterval = .seconds(60)
        let engine = try await Engine(storage: storage, plugins: world.plugins, options: options, environment: .simulated(executor))
        let id = try await engine.submit(EngineWalkPlan.plan(seed: seed))
        async let events = engine.events(of: id).reduce(into: [Event]()) { $0.append($1) }
        try await engine.start(id)
        try await operate(engine, id, seed, executor)
        let run = try await engine.wait(for: id)
        let journal = try await events
        try check(run, journal, world, seed)
        try await engine.shutdown()
    }

    /// Asks for this and that, and stops the run in the end, so that nothing waits for people for ever.
    private static func operate(_ engine: Engine, _ id: Run.ID, _ seed: UInt64, _ executor: SeededExecutor) async throws {
        var random = SeededGenerator(seed: seed).derived(2)
        for _ in 0..<random.next(below: 12) {
            try await executor.clock.sleep(for: .milliseconds(random.next(below: 5_000)))
            do {
                switch random.next(below: 8) {
                case 0: try await engine.pause(id, by: "walk")
                case 1, 2: try await engine.resume(id, by: "walk")
                case 3: try await engine.hold(id, because: "walk")
                case 4, 5: try await engine.release(id)
                case 6: try await engine.stop(id, StopStrength.allCases[random.next(below: 4)], by: "walk")
                default:
                    guard let action = try await engine.snapshot(of: id).unresolved.first else { continue }
                    try await engine.decide(id, action.path, [.retry, .completed, .failed("walk")][random.next(below: 3)], by: "walk")
                }
            } catch let error as EngineError where [.ended, .notDriven, .notUnresolved].contains(error.code) {
                // It ended, or was settled, meanwhile.
            }
        }
        // Long enough for any run that waits for nobody.
        try await executor.clock.sleep(for: .seconds(7_200))
        let run = try await engine.snapshot(of: id)
        #expect(run.status.isFinal || run.attention != .none, "seed \(seed): the run does not end, and says nothing of it")
        do { try await engine.stop(id, .everything, by: "walk") } catch let error as EngineError where [.ended, .notDriven].contains(error.code) {}
    }

    private static func check(_ run: Run, _ journal: [Event], _ world: World, _ seed: UInt64) throws {
        #expect(run.status.isFinal, "seed \(seed)")
        #expect(journal.map(\.number) == Array(1...journal.count), "S47 seed \(seed)")
        #expect(zip(journal, journal.dropFirst()).allSatisfy { $0.time <= $1.time }, "S72 seed \(seed)")
        #expect(world.log.overlaps.isEmpty, "S26 seed \(seed)")
        #expect(run.nodes.allSatisfy { $0.status != .running }, "seed \(seed): something runs after the end")
        #expect(run.failures.contains { $0.path == run.reason?.path } == (run.reason != nil), "S31 seed \(seed)")
        // Every call of an action was intended before.
        let intents = Set(
            journal.compactMap { event -> String? in if case .attemptBegan(let began) = event.kind { "\(event.node) \(began.attempt)" } else { nil } }
        )
        for call in world.log.calls where call.plugin != "look" {
            let node = try #require(run[call.path]?.number)
            #expect(intents.contains("\(node) \(call.attempt)"), "S60 seed \(seed): \(call.path) was called without an intent")
        }
    }
}

/// What plugins do in a walk; it follows from the seed, the path and the number of the call.
private struct World: Sendable {
    let log = CallLog()
    let plugins: PluginRegistry

    init(seed: UInt64, _ executor: SeededExecutor) {
        let policy = RetryPolicy(first: .milliseconds(500), factor: 2, jitter: 0.5, maximum: .seconds(10))
        let luck = [6, 12, 40][Int(seed % 3)]
        let behavior = ScriptedBehavior.perform { call in
            var random = "\(call.context.path) \(call.number)".utf8.reduce(SeededGenerator(seed: seed)) { $0.derived(UInt64($1)) }
            try await call.context.sleep(for: .milliseconds(random.next(below: 2_000)))
            switch random.next(below: luck) {
            case 0: throw PluginError(.failed, "No luck.")
            case 1: throw PluginError(.failed, "No luck at all.", isPermanent: true)
            case 2: throw PluginError.checkFailed("No.")
            case 3: try await call.context.sleep(for: .seconds(600))
            case 4: await executor.clock.sleepIgnoringCancellation(for: .seconds(45))
            default: break
            }
            return .object([:])
        }
        plugins = PluginRegistry([
            ScriptedAction("test", behavior, retryPolicy: policy, log: log),
            ScriptedCheck("look", behavior, retryPolicy: policy, log: log),
            ProbingWalker(script: ScriptedAction("probing", behavior, retryPolicy: policy, log: log), seed: seed),
        ])
    }
}

/// An action that does what its script says, and says this or that when it is asked what happened.
private struct ProbingWalker: ProbingPlugin {
    static let name = "probing"
    let script: ScriptedAction
    let seed: UInt64
    var retryPolicy: RetryPolicy { script.retryPolicy }

    func effect(of request: JSON) -> Effect { .atMostOnce }

    func execute(_ request: JSON, in context: PluginContext) async throws -> JSON { try await script.execute(request, in: context) }

    func probe(_ request: JSON, in context: PluginContext) async throws -> Probe<JSON> {
        var random = "\(context.path) \(context.now.nanoseconds)".utf8.reduce(SeededGenerator(seed: seed)) { $0.derived(UInt64($1)) }
        switch random.next(below: 5) {
        case 0: return .happened(.object([:]))
        case 1: return .didNotHappen
        case 2: return .inProgress(lookAgainAfter: .seconds(3))
        case 3: throw PluginError(.failed, "The probe failed.")
        default: return .unknown
        }
    }
}

/// A plan of a walk that validation accepts: checks are looked at by a check plugin, and nothing is bound.
private enum EngineWalkPlan {
    static func plan(seed: UInt64) -> Plan {
        var plan = WalkPlan.plan(seed: seed, hasBindings: false)
        let look: (inout Node.Action) -> Void = { check in
            check.plugin = "look"
            check.onUnknownOutcome = nil
        }
        plan.checks.changeEach { $0.checks.changeEach(look) }
        plan.blocks.changeEach { block in
            block.checks.changeEach { $0.checks.changeEach(look) }
            block.sequences.changeEach { sequence in sequence.checks.changeEach { $0.checks.changeEach(look) } }
        }
        return plan
    }
}
