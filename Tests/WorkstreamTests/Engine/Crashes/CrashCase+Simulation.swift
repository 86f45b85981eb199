@testable import Workstream
@testable import WorkstreamTesting

extension CrashCase {
    /// The case in the simulator: calls do what their fates say, people do what they are told, and nothing is left to chance that could change the end.
    ///
    /// The world is the list of what happened, by paths.
    var simulation: Simulation<[String]> {
        let policy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0, maximum: .seconds(60))
        let plugins = PluginRegistry(standIns: [
            .unknown("again", .changing, retryPolicy: policy, effect: .idempotent),
            .unknown("once", .changing, retryPolicy: policy),
            .unknown("look", .looking, retryPolicy: policy),
            .unknown("asked", .changing, canProbe: true, retryPolicy: policy),
        ])
        var options = EngineOptions()
        // So that many a recovery begins with a checkpoint, and many another with an older one.
        options.checkpointInterval = 3
        var simulation = Simulation(of: plan, plugins: plugins, world: [String]())
            .options(options).limits(virtualTime: .seconds(86_400), jobs: 1_000_000)
        for visit in plan.nodes where visit.kind == .action {
            let path = visit.path.description
            let fate = fates[path]
            let trait = CallTrait { model in
                model.script = script(of: fate, at: path)
                model.verdict = fate == nil ? .retry : .failed
                model.error = fate?.isNo == true ? .checkFailed("No.") : PluginError(.failed, "Not yet.")
            }
            simulation = simulation.modelling(at: PathPattern(path), trait).modelling(at: PathPattern(path)) { _, happened in
                if case .turnsToNo(let other) = fate, happened.contains(other) { throw PluginError.checkFailed("No more.") }
                happened.append(path)
                return ["path": .string(path)]
            }
        }
        simulation.orders = deeds.map(\.order)
        simulation.exceptions = mayBeStopped
        simulation.exceptionsOfLoss = mayBeLost
        simulation.isAwaited = true
        simulation.haste = 100
        return simulation
    }

    /// What the calls of each attempt do: they take a second, and some have their effects when they begin, others when they end.
    private func script(of fate: Fate?, at path: String) -> @Sendable (_ attempt: Int) -> CallFate {
        let isEarly = path.utf8.reduce(0) { $0 &+ Int($1) }.isMultiple(of: 2)
        let usual = { @Sendable (seconds: Int) in
            CallFate(untilEffect: .seconds(isEarly ? 0 : seconds), rest: .seconds(isEarly ? seconds : 0), ending: .answers, isStubborn: false)
        }
        let failure = CallFate(untilEffect: .seconds(1), rest: .zero, ending: .failsBefore, isStubborn: false)
        return switch fate {
        case nil: { _ in usual(1) }
        case .takes(let seconds): { _ in usual(seconds) }
        case .fails(let times): { $0 <= times ? failure : usual(1) }
        case .failsForGood: { _ in failure }
        case .saysNo: { _ in CallFate(untilEffect: .zero, rest: .zero, ending: .failsBefore, isStubborn: false) }
        // It looks at once, since its first look may be its last.
        case .turnsToNo: { _ in CallFate(untilEffect: .zero, rest: .seconds(1), ending: .answers, isStubborn: false) }
        case .hangs(let times):
            { $0 <= times ? CallFate(untilEffect: .zero, rest: .zero, ending: .hangsBefore, isStubborn: false) : usual(1) }
        }
    }
}

extension CrashCase.Fate {
    /// Whether it says no at once.
    fileprivate var isNo: Bool { if case .saysNo = self { true } else { false } }
}

extension CrashCase.Deed {
    /// The same for people in a simulation.
    fileprivate var order: ScheduledFault {
        switch self {
        case .stop(let strength, let path): .order(at: NodePath(path), .stop(strength))
        case .pause(let path): .order(at: NodePath(path), .pause(lasting: .seconds(5)))
        case .hold(let path): .order(at: NodePath(path), .hold(lasting: .seconds(5)))
        }
    }
}
