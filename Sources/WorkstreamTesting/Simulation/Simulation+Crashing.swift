import Workstream

/// Crashes, not by lot but one after another.
extension Simulation {
    /// Executes the plan again and again, each time with an engine that is killed at another append: once before the append is stored, and once as soon as it
    /// is.
    ///
    /// The next engine follows at once and takes the run up. Nothing else goes wrong but what calls do, and how that goes follows from the seed: so it is one
    /// execution that is interrupted everywhere.
    ///
    /// - Parameters:
    ///   - again: Whether each of these executions is interrupted a second time, at every append that follows, those of the recovery included. That makes
    ///     twice the square of the number of appends.
    ///   - seed: What everything follows from.
    /// - Returns: What came of it; each kind of finding once, as small as it gets.
    /// - Throws: `InvalidPlan` where the plan has faults.
    public func crashingAtEveryAppend(andAgain again: Bool = false, seed: UInt64 = 1) throws -> SimulationReport {
        try crashing(again: again, step: 1, seed: seed, threads: Cores.count)
    }

    /// Executes the plan with crashes one after another, of which the second ones may be some of all.
    ///
    /// - Parameters:
    ///   - again: Whether there is a second crash.
    ///   - step: How many appends lie between two of the second ones that are tried.
    ///   - seed: What everything follows from.
    ///   - threads: How many threads there are.
    func crashing(again: Bool, step: Int, seed: UInt64, threads: Int) throws -> SimulationReport {
        let subject = try SimulationSubject(plan, in: self)
        let start = ContinuousClock.now
        let whole = Execution(subject: subject, seed: seed, faults: orders).play()
        var all = ExecutionTally(seed: seed)
        all.count(whole, number: 0, seed: seed, faults: orders)
        let tallies = try Cores.deal(2 * whole.appends, seed: seed, to: threads, from: ExecutionTally(seed: seed)) { [orders] place, _, tally in
            // The numbers in between are for second crashes.
            var number = (place + 1) << 32
            let execute = { (crashes: [ScheduledFault], tally: inout ExecutionTally) in
                let result = Execution(subject: subject, seed: seed, faults: orders + crashes).play()
                tally.count(result, number: number, seed: seed, faults: orders + crashes)
                number += 1
                return result.appends
            }
            let first = 1 + place / 2
            let crash = ScheduledFault.crash(append: first, isKept: !place.isMultiple(of: 2), away: .zero)
            let appends = execute([crash], &tally)
            guard again else { return }
            for second in stride(from: step == 1 ? first + 1 : first + 1 + first % step, through: appends, by: step) {
                for isKept in [false, true] { _ = execute([crash, .crash(append: second, isKept: isKept, away: .zero)], &tally) }
            }
        }
        return ([all] + tallies).report(after: start.duration(to: .now), shrinking: finding)
    }
}
