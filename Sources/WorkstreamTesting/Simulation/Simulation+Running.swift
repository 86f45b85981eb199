import Workstream

/// Executing.
extension Simulation {
    /// Executes the plan many times, on this thread.
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
        let start = clock.now
        for _ in 0..<executions {
            let seed = seeds.next()
            let result = Execution(subject: subject, seed: seed, faults: lottery(seed)).play()
            report.executions += 1
            report.statuses[result.status, default: 0] += 1
            report.events += result.story.events.count
            report.calls += result.story.calls.count
            for objection in result.objections {
                if let place = report.findings.firstIndex(where: { $0.check == objection.rule }) {
                    report.findings[place].count += 1
                } else {
                    report.findings.append(SimulationFinding(check: objection.rule, message: objection.why, seed: seed, count: 1))
                }
            }
        }
        report.duration = clock.now - start
        return report
    }

    /// Plays one execution, such as one in which something was found.
    ///
    /// - Parameter seed: The seed of the execution, as a finding names it.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func execution(seed: UInt64) throws -> SimulatedExecution {
        let subject = try SimulationSubject(plan, in: self)
        let faults = Self.lottery(of: subject, kinds: faults)(seed)
        return SimulatedExecution(Execution(subject: subject, seed: seed, faults: faults, isTelling: true).play(), seed: seed)
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
