import Workstream

/// Executing.
extension Simulation {
    /// How many smaller runs are tried for a finding.
    private static var tries: Int { 1_000 }

    /// Executes the plan many times, on all cores, and waits for it.
    ///
    /// The first execution with a finding of each kind is made as small as it gets, which is not counted in the report's duration. Models and expectations
    /// are called on several threads, for one execution at a time each.
    ///
    /// - Parameters:
    ///   - executions: How many times.
    ///   - seed: What everything follows from.
    /// - Returns: What came of it. The same seed gives the same findings on every machine, however many cores it has.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func run(_ executions: Int, seed: UInt64) throws -> SimulationReport {
        try run(executions, seed: seed, threads: Cores.count)
    }

    /// Executes the plan many times, on some threads.
    func run(_ executions: Int, seed: UInt64, threads: Int) throws -> SimulationReport {
        let execute = try executing()
        let start = ContinuousClock.now
        let tallies = try Cores.deal(executions, seed: seed, to: threads, from: ExecutionTally(seed: seed), execute)
        return tallies.report(after: start.duration(to: .now), shrinking: finding)
    }

    /// What executes the plan once, and counts what came of it.
    ///
    /// - Throws: `InvalidPlan` where the plan has faults.
    func executing() throws -> @Sendable (_ number: Int, _ seed: UInt64, _ tally: inout ExecutionTally) -> Void {
        let subject = try SimulationSubject(plan, in: self)
        let lottery = Self.lottery(of: subject, kinds: faults)
        return { number, seed, tally in
            let faults = lottery(seed)
            tally.count(Execution(subject: subject, seed: seed, faults: faults).play(), number: number, seed: seed, faults: faults)
        }
    }

    /// Plays one execution, such as one in which something was found.
    ///
    /// - Parameter seed: The seed of the execution, as a finding names it.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func execution(seed: UInt64) throws -> SimulatedExecution {
        let subject = try SimulationSubject(plan, in: self)
        let faults = Self.lottery(of: subject, kinds: faults)(seed)
        return SimulatedExecution(Execution(subject: subject, seed: seed, faults: faults, isTelling: true).play(), seed: seed, faults: faults)
    }

    /// What was found, with the smallest run in which it still shows.
    func finding(_ sighting: ExecutionTally.Sighting) -> SimulationFinding {
        let objection = sighting.objection
        var shrinker = Shrinker(self, objection, limit: Self.tries)
        let small = shrinker.shrink(Scenario(plan: plan, seed: sighting.seed, faults: sighting.faults))
        var message = objection.why
        var timeline = ""
        if let subject = try? SimulationSubject(small.plan, in: self) {
            let result = Execution(subject: subject, seed: small.seed, faults: small.faults, isTelling: true).play()
            let objection = result.objections.first { $0.rule == objection.rule }
            message = objection?.why ?? message
            timeline = Timeline(result.story, objection).description
        }
        return SimulationFinding(
            check: objection.rule, message: message, seed: sighting.seed, count: sighting.count, plan: small.plan,
            faults: small.faults.map(\.description),
            timeline: timeline, tries: shrinker.tries)
    }

    /// Draws faults for executions of a plan, whose length it learns from one in which nothing goes wrong.
    static func lottery(of subject: SimulationSubject, kinds: SimulatedFaults) -> @Sendable (UInt64) -> [ScheduledFault] {
        guard !kinds.isEmpty else { return { _ in [] } }
        let plain = Execution(subject: subject, seed: 0, faults: []).play()
        return { seed in
            var lottery = FaultLottery(seed: seed, kinds: kinds, appends: plain.appends, events: plain.story.events.count)
            return lottery.draw()
        }
    }
}
