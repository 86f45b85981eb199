import Workstream

/// Simulations of random plans with random calls and random faults: how the framework finds its own mistakes.
package enum RandomSimulation {
    /// How many executions a plan has before the next one is drawn.
    private static let executionsOfPlan = 8

    /// Executes random plans, on all cores.
    ///
    /// - Parameters:
    ///   - executions: How many executions there are in all.
    ///   - seed: What everything follows from.
    /// - Returns: What came of it; each finding names the smallest plan with which it shows.
    package static func run(_ executions: Int, seed: UInt64) throws -> SimulationReport {
        let plans = (executions + executionsOfPlan - 1) / executionsOfPlan
        let start = ContinuousClock.now
        let tallies = try Cores.deal(plans, seed: seed, to: Cores.count, from: ExecutionTally(seed: seed)) { plan, seed, tally in
            let execute = try simulation(seed: seed).executing()
            let first = plan * executionsOfPlan
            var seeds = SeededGenerator(seed: seed)
            for number in first..<min(first + executionsOfPlan, executions) { execute(number, seeds.next(), &tally) }
        }
        return tallies.report(after: start.duration(to: .now)) { sighting in
            var seeds = SeededGenerator(seed: seed)
            for _ in 0..<sighting.place.execution / executionsOfPlan { _ = seeds.next() }
            return simulation(seed: seeds.next()).finding(sighting)
        }
    }

    /// A random plan in a world in which calls go wrong more or less often.
    package static func simulation(seed: UInt64) -> Simulation<Void> {
        var random = SeededGenerator(seed: seed).derived(2)
        let luck = [0.01, 0.05, 0.2][random.next(below: 3)]
        let isPermanent = random.next(below: 4) == 0
        let policy = RetryPolicy(first: .milliseconds(500), factor: 2, jitter: 0.5, maximum: .seconds(10))
        let plugins = PluginRegistry(standIns: [
            .unknown("work", .changing, retryPolicy: policy, effect: .idempotent),
            .unknown("probing", .changing, canProbe: true, retryPolicy: policy),
            .unknown("look", .looking, retryPolicy: policy),
        ])
        var options = EngineOptions(leaseDuration: .seconds(7_200), messageInterval: .seconds(86_400))
        options.gracePeriod = .seconds(5)
        return Simulation(of: RandomPlan.plan(seed: seed), plugins: plugins)
            .modelling(
                at: "**", .duration(.uniform(.zero ... .seconds(3))), .hangs(luck / 2), .ignoresCancellation(luck), .cannotTell(0.3),
                .fails(luck, with: PluginError(.failed, "No luck.", isPermanent: isPermanent)), .fails(luck / 4, .afterEffect)
            )
            .modelling(at: "**/bypass-checks/*", .fails(0.7, with: .checkFailed("There is something to do.")))
            .options(options)
    }
}
