public import Workstream

/// What is to be expected of a plan before it runs: how long it takes, how it ends, and what decides that.
///
/// ```swift
/// let history = try await CallHistory(of: archive, matching: RunQuery(plan: "Deploy shop"))
/// let forecast = try plan.forecast(plugins: plugins, after: history)
/// print(forecast.duration(percentile: 90), forecast.probability(of: .failed), forecast.deciders.first)
/// ```
///
/// It is as good as what is known of the calls. People, crashes and storage faults are no part of it.
public struct Forecast: Sendable {
    /// How many executions it was made of.
    public let runs: Int
    /// What most often decided that runs failed, the most frequent first: the actions and checks in which the reasons of their failures arose (S31).
    public let deciders: [Decider]
    /// How long the runs took that ended, by how they ended, each list in ascending order.
    private let durations: [NodeStatus: [Duration]]

    /// Something that decides how runs end.
    public struct Decider: Sendable, Hashable {
        /// The path of the action or check.
        public let path: NodePath
        /// The share of all runs that failed because of it, from 0 to 1.
        public let share: Double
    }

    /// A forecast from what came of some executions.
    init(_ outcomes: [Outcome]) {
        runs = outcomes.count
        var durations: [NodeStatus: [Duration]] = [:]
        var counts: [NodePath: Int] = [:]
        for outcome in outcomes {
            durations[outcome.status, default: []].append(outcome.duration)
            if let decider = outcome.decider { counts[decider, default: 0] += 1 }
        }
        self.durations = durations.mapValues { $0.sorted() }
        let count = Double(max(1, outcomes.count))
        deciders = counts.map { Decider(path: $0.key, share: Double($0.value) / count) }
            .sorted { ($1.share, $0.path.description) < ($0.share, $1.path.description) }
    }

    /// What came of one execution.
    struct Outcome: Sendable {
        /// How it ended; running where it did not.
        var status: NodeStatus
        /// How long it took.
        var duration: Duration
        /// Where the reason of its failure arose.
        var decider: NodePath?
    }

    /// The share of runs that end in a status, from 0 to 1; those that never end are running.
    public func probability(of status: NodeStatus) -> Double {
        runs == 0 ? 0 : Double(durations[status]?.count ?? 0) / Double(runs)
    }

    /// The duration that so many of a hundred runs do not exceed.
    ///
    /// It is the order statistic of rank ⌈*p*/100 · (*n* + 1)⌉, which a further run exceeds with a probability of at most 1 − *p*/100, whatever the distribution.
    ///
    /// - Parameters:
    ///   - percentile: *p*, between 0 and 100, both excluded.
    ///   - status: Only runs that end so; all that end where none is given.
    /// - Returns: The duration; `nil` where no run ended so, or there were too few of them to tell.
    public func duration(percentile: Double, of status: NodeStatus? = nil) -> Duration? {
        let sorted = status.map { durations[$0] ?? [] } ?? ended.sorted()
        guard percentile > 0, percentile < 100 else { return nil }
        let rank = Int((percentile / 100 * Double(sorted.count + 1)).rounded(.up))
        return rank <= sorted.count && rank > 0 ? sorted[rank - 1] : nil
    }

    /// The share of the runs that end which take no longer than a duration, from 0 to 1; 0 where none ends.
    public func share(within limit: Duration) -> Double {
        let ended = ended
        return ended.isEmpty ? 0 : Double(ended.count { $0 <= limit }) / Double(ended.count)
    }

    /// The durations of all runs that ended.
    private var ended: [Duration] { durations.filter { $0.key != .running }.values.flatMap(\.self) }
}

extension Forecast: CustomStringConvertible {
    /// The forecast in a few lines.
    public var description: String {
        func text(_ share: Double) -> String {
            let tenths = Int((share * 1_000).rounded())
            return "\(tenths / 10).\(tenths % 10) %"
        }
        let ends = NodeStatus.allCases.filter { durations[$0] != nil }.map { "\($0) \(text(probability(of: $0)))" }.joined(separator: ", ")
        let times = [50.0, 90].map { percentile in
            "P\(Int(percentile)) \(duration(percentile: percentile).map { "\($0)" } ?? "unknown")"
        }
        var lines = ["\(runs) runs: \(ends)", "duration: \(times.joined(separator: ", "))"]
        lines += deciders.prefix(5).map { "failed by \($0.path): \(text($0.share))" }
        return lines.joined(separator: "\n")
    }
}
