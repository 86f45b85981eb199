import Workstream

/// Executing.
extension Simulation {
    /// How many smaller runs are tried for a finding.
    private static var tries: Int { 1_000 }

    /// Executes the plan many times, on this thread.
    ///
    /// The first execution with a finding of each kind is made as small as it gets, which is not counted in the report's duration.
    ///
    /// - Parameters:
    ///   - executions: How many times.
    ///   - seed: What everything follows from.
    /// - Returns: What came of it. The same seed gives the same findings on every machine.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func run(_ executions: Int, seed: UInt64) throws -> SimulationReport {
        var report = SimulationReport(seed: seed)
        let subject = try SimulationSubject(plan, in: self)
        let lottery = Self.lottery(of: subject, kinds: faults)
        var seeds = SeededGenerator(seed: seed)
        let clock = ContinuousClock()
        for _ in 0..<executions {
            let start = clock.now
            let seed = seeds.next()
            let scenario = Scenario(plan: plan, seed: seed, faults: lottery(seed))
            let result = Execution(subject: subject, seed: seed, faults: scenario.faults).play()
            report.count(result)
            report.duration += clock.now - start
            for objection in result.objections where !report.countAgain(objection.rule) {
                report.findings.append(finding(objection, scenario))
            }
        }
        return report
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

    /// What is wrong, with the smallest run in which it still shows.
    private func finding(_ objection: Objection, _ scenario: Scenario) -> SimulationFinding {
        var shrinker = Shrinker(self, objection, limit: Self.tries)
        let small = shrinker.shrink(scenario)
        var message = objection.why
        var timeline = ""
        if let subject = try? SimulationSubject(small.plan, in: self) {
            let result = Execution(subject: subject, seed: small.seed, faults: small.faults, isTelling: true).play()
            let objection = result.objections.first { $0.rule == objection.rule }
            message = objection?.why ?? message
            timeline = Timeline(result.story, objection).description
        }
        return SimulationFinding(
            check: objection.rule, message: message, seed: scenario.seed, count: 1, plan: small.plan, faults: small.faults.map(\.description),
            timeline: timeline, tries: shrinker.tries)
    }

    /// Draws faults for executions of a plan, whose length it learns from one in which nothing goes wrong.
    static func lottery(of subject: SimulationSubject, kinds: SimulatedFaults) -> (UInt64) -> [ScheduledFault] {
        guard !kinds.isEmpty else { return { _ in [] } }
        let plain = Execution(subject: subject, seed: 0, faults: []).play()
        return { seed in
            var lottery = FaultLottery(seed: seed, kinds: kinds, appends: plain.appends, events: plain.story.events.count)
            return lottery.draw()
        }
    }
}
