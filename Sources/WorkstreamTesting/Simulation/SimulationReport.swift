public import Workstream

/// What came of a simulation.
public struct SimulationReport: Sendable {
    /// The seed that everything followed from.
    public let seed: UInt64
    /// How many executions there were.
    public internal(set) var executions = 0
    /// How long they took, in real time.
    public internal(set) var duration = Duration.zero
    /// How many executions ended in each way; what never ended is counted as running.
    public internal(set) var statuses: [NodeStatus: Int] = [:]
    /// How many events were stored.
    public internal(set) var events = 0
    /// How many calls were made.
    public internal(set) var calls = 0
    /// How many engines there were: one more in an execution for each crash and restart.
    public internal(set) var engines = 0
    /// What is wrong, each kind once.
    public internal(set) var findings: [SimulationFinding] = []

    /// A report of nothing.
    init(seed: UInt64) {
        self.seed = seed
    }

    /// How many executions there were in a second.
    public var executionsPerSecond: Int {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        return seconds > 0 ? Int(Double(executions) / seconds) : 0
    }
}

extension SimulationReport {
    /// Counts an execution.
    mutating func count(_ result: Execution.Result) {
        executions += 1
        statuses[result.status, default: 0] += 1
        events += result.story.events.count
        calls += result.story.calls.count
        engines += result.engines
    }

    /// Adds what came of other executions; what was found in them is not there yet.
    mutating func add(_ other: SimulationReport) {
        executions += other.executions
        for (status, count) in other.statuses { statuses[status, default: 0] += count }
        events += other.events
        calls += other.calls
        engines += other.engines
    }
}

extension SimulationReport: CustomStringConvertible {
    /// The report in a few lines, and what was found.
    public var description: String {
        let ends = NodeStatus.allCases.compactMap { status in statuses[status].map { "\($0) \(status)" } }.joined(separator: ", ")
        let line =
            "\(executions) executions from seed \(seed): \(ends); \(engines) engines, \(calls) calls, \(executionsPerSecond) executions a second."
        return ([line] + (findings.isEmpty ? ["Nothing was found."] : findings.map(\.description))).joined(separator: "\n\n")
    }
}
