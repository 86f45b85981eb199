import Workstream

/// What came of some executions, whichever they were, before what was found is made as small as it gets.
struct ExecutionTally: Sendable {
    /// Something that was found, where it was found first.
    struct Sighting: Sendable {
        /// What is wrong.
        var objection: Objection
        /// The number of the execution, and the place among what was found in it.
        var place: (execution: Int, objection: Int)
        /// The seed of the execution.
        var seed: UInt64
        /// What went wrong in it.
        var faults: [ScheduledFault]
        /// In how many executions it was found.
        var count = 1
    }

    /// How many executions there were, and how they ended.
    fileprivate var report: SimulationReport
    fileprivate var sightings: [String: Sighting] = [:]

    /// A tally of nothing.
    init(seed: UInt64) {
        report = SimulationReport(seed: seed)
    }

    /// Counts an execution.
    mutating func count(_ result: Execution.Result, number: Int, seed: UInt64, faults: [ScheduledFault]) {
        report.count(result)
        for (place, objection) in result.objections.enumerated() {
            add(Sighting(objection: objection, place: (number, place), seed: seed, faults: faults))
        }
    }

    /// Adds what came of other executions.
    fileprivate mutating func add(_ other: ExecutionTally) {
        report.add(other.report)
        for sighting in other.sightings.values { add(sighting) }
    }

    /// Of two sightings of the same, the one with the lower number stays, so that it does not matter which thread was faster.
    private mutating func add(_ sighting: Sighting) {
        guard let known = sightings[sighting.objection.rule] else {
            sightings[sighting.objection.rule] = sighting
            return
        }
        var first = known.place < sighting.place ? known : sighting
        first.count = known.count + sighting.count
        sightings[sighting.objection.rule] = first
    }
}

extension [ExecutionTally] {
    /// What came of all of them, with what was found in the order in which one thread would have found it.
    ///
    /// - Parameters:
    ///   - duration: How long they took.
    ///   - shrink: Makes what was found as small as it gets.
    func report(after duration: Duration, shrinking shrink: (ExecutionTally.Sighting) -> SimulationFinding) -> SimulationReport {
        var all = self[0]
        for other in dropFirst() { all.add(other) }
        all.report.duration = duration
        all.report.findings = all.sightings.values.sorted { $0.place < $1.place }.map(shrink)
        return all.report
    }
}
