public import Workstream

/// What is to be expected when nothing goes wrong but calls.
extension Simulation {
    /// Executes the plan many times, on all cores, without crashes, storage faults and people, and says what is to be expected.
    ///
    /// - Parameters:
    ///   - runs: How many executions.
    ///   - seed: What everything follows from.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func forecast(runs: Int = 1_000, seed: UInt64 = 1) throws -> Forecast {
        let subject = try SimulationSubject(plan, in: self)
        let parts = try Cores.deal(runs, seed: seed, to: Cores.count, from: [(number: Int, outcome: Forecast.Outcome)]()) { number, seed, part in
            part.append((number, Forecast.Outcome(Execution(subject: subject, seed: seed, faults: []).play().story)))
        }
        return Forecast(parts.joined().sorted { $0.number < $1.number }.map(\.outcome))
    }

    /// Executes a plan with another concurrency, to see what it would change.
    ///
    /// - Parameters:
    ///   - concurrency: How many sequences may run at a time.
    ///   - block: The path of the block; all blocks where none is given.
    public func concurrency(_ concurrency: Int, of block: NodePath? = nil) -> Self {
        var simulation = self
        let paths = plan.nodes.filter { $0.kind == .block }.map(\.path)
        for place in plan.blocks.indices where block == nil || paths[place] == block { simulation.plan.blocks[place].concurrency = concurrency }
        return simulation
    }

    /// Lets calls take as long, and fail as often, as they did in earlier runs; what was said of them for this simulation comes before it.
    public func modelling(after history: CallHistory) -> Self {
        var simulation = self
        simulation.history = history
        return simulation
    }
}

extension Plan {
    /// What is to be expected of the plan, from what is known of its calls.
    ///
    /// For a model of one's own see ``Simulation/forecast(runs:seed:)``.
    ///
    /// - Parameters:
    ///   - plugins: Its plugins, for their responses, checks of requests, effects and waits between attempts.
    ///   - history: How long calls took earlier, and how often they failed; where nothing is known, they succeed after a plausible time.
    ///   - runs: How many executions.
    ///   - seed: What everything follows from.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func forecast(
        plugins: PluginRegistry = [], after history: CallHistory = CallHistory(), runs: Int = 1_000, seed: UInt64 = 1
    ) throws -> Forecast {
        try Simulation(of: self, plugins: plugins).modelling(after: history).forecast(runs: runs, seed: seed)
    }
}

extension Forecast.Outcome {
    /// What came of an execution.
    fileprivate init(_ story: Story) {
        var decider: NodePath?
        var (start, end) = (story.events.first?.time, story.events.last?.time)
        for event in story.events where event.node == 0 {
            switch event.kind {
            case .began: start = event.time
            case .failed(let failed): decider = decider ?? story.facts.paths[failed.origin]
            case .ended(let ended):
                end = event.time
                if decider == nil, let origin = ended.origin, ended.status == .failed { decider = story.facts.paths[origin] }
            default: break
            }
        }
        self.init(status: story.status, duration: (end ?? Timestamp(nanoseconds: 0)) - (start ?? Timestamp(nanoseconds: 0)), decider: decider)
    }
}
