import Workstream

/// A plan made ready to be executed many times: prepared once, with what its calls are like by number.
struct SimulationSubject: Sendable {
    /// The plan as submit makes it ready.
    let ready: ReadyPlan
    /// The plan by numbers.
    let facts: PlanFacts
    /// The plugins that it uses.
    let plugins: [RegisteredPlugin]
    /// By node: what its calls are like; nil for what makes none.
    let models: [CallModel?]
    /// By node: what its calls do to the world.
    let effects: [Int?]
    /// By node: what its calls answer where nothing else is said.
    let responses: [JSON]
    /// How engines treat the run.
    let options: EngineOptions
    /// How far an engine may go.
    let limits: SeededExecutor.Limits
    /// By how much people wait less than they may before they decide and let go on.
    let haste: Int
    /// Whether somebody waits for the run to the end, in each life.
    let isAwaited: Bool
    /// Compares how executions end; nil: their ends may differ.
    let comparison: EndComparison?
    /// The run before anything has happened.
    let prototype: Run
    /// Makes that in which an execution keeps its run.
    let makeDisk: @Sendable () -> any SimulatedDisk
    /// Makes the world of an execution.
    let makeWorld: @Sendable () -> any WorldKeeping

    /// Makes a plan ready.
    ///
    /// - Parameters:
    ///   - plan: The plan: that of the simulation, or a smaller one.
    ///   - simulation: What its world is like.
    /// - Throws: `InvalidPlan` with all faults.
    init<World>(_ plan: Plan, in simulation: Simulation<World>) throws {
        plugins = Self.plugins(of: plan, simulation.plugins)
        let registry = PluginRegistry(standIns: plugins)
        ready = try ReadyPlan(try plan.prepared(with: registry), digest: try plan.digest, registry: registry)
        let facts = PlanFacts(ready.plan, probing: Set(plugins.filter { $0.probe != nil }.map(\.name)))
        self.facts = facts
        options = simulation.options
        limits = simulation.limits
        var models: [CallModel?] = []
        var effects: [Int?] = []
        var responses: [JSON] = []
        var examples: [String: JSON] = [:]
        let bound = BoundResponses(ready.plan)
        for visit in ready.plan.nodes {
            guard let action = visit.action else {
                models.append(nil)
                effects.append(nil)
                responses.append(.null)
                continue
            }
            let path = facts.paths[visit.number]
            let rules = simulation.models.filter { $0.scope.contains(action.plugin, path) }
            var model = CallModel(timeout: action.timeout)
            simulation.history.inform(&model, path, action.plugin)
            for rule in rules { for trait in rule.traits { trait.change(&model) } }
            models.append(model)
            effects.append(rules.last { $0.effect != nil }?.effect)
            guard simulation.plugins[action.plugin] != nil else {
                responses.append(bound.response(of: action))
                continue
            }
            if examples[action.plugin] == nil { examples[action.plugin] = try plugins.first { $0.name == action.plugin }?.example(1) }
            responses.append(examples[action.plugin] ?? .object([:]))
        }
        self.models = models
        self.effects = effects
        self.responses = responses
        haste = simulation.haste
        isAwaited = simulation.isAwaited
        comparison = simulation.exceptions.map { EndComparison(except: $0, orWhereLost: simulation.exceptionsOfLoss) }
        makeDisk = simulation.makeDisk
        let prototype = try Run(RunID("00000000-0000-4000-8000-000000000000")!, of: ready.plan, durability: .memory)
        self.prototype = prototype
        makeWorld = { WorldKeeper(simulation, prototype: prototype) }
    }

    /// The plugins that a plan names; those that are not there take everything.
    private static func plugins(of plan: Plan, _ registry: PluginRegistry) -> [RegisteredPlugin] {
        var found: [String: RegisteredPlugin] = [:]
        for visit in plan.nodes {
            guard let action = visit.action, found[action.plugin] == nil else { continue }
            found[action.plugin] = registry[action.plugin] ?? .unknown(action.plugin, visit.isCheck ? .looking : .changing)
        }
        return found.values.sorted { $0.name < $1.name }
    }
}

extension ModelRule.Scope {
    /// Whether a rule of this scope is about an action or check.
    fileprivate func contains(_ plugin: String, _ path: NodePath) -> Bool {
        switch self {
        case .plugin(let name): name == plugin
        case .path(let pattern): pattern.matches(path)
        }
    }
}
