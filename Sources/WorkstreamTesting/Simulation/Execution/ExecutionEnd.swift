import Workstream

/// Where everything stands at the end of a run, and what happened to the world.
struct ExecutionEnd: Sendable {
    private let statuses: [String: NodeStatus]
    private let failures: Set<String>
    private let reason: String?
    private let effects: Set<String>

    /// The end of a run.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - effects: The paths of what happened.
    init(_ run: Run, effects: Set<String>) {
        statuses = Dictionary(uniqueKeysWithValues: run.nodes.map { ($0.path.description, $0.state.status) })
        failures = Set(run.failures.map(\.path.description))
        reason = run.reason?.path.description
        self.effects = effects
    }

    /// What is not as at another end.
    ///
    /// - Parameters:
    ///   - whole: The end of the run that nothing interrupted.
    ///   - exceptions: The paths at which that may be.
    func differences(from whole: ExecutionEnd, except exceptions: Set<String>) -> [String] {
        var differences = statuses.filter { !exceptions.contains($0.key) && whole.statuses[$0.key] != $0.value }.map { path, status in
            "\(path) is \(status), and not \(whole.statuses[path].map { "\($0)" } ?? "there")"
        }
        if failures != whole.failures { differences.append("\(failures.sorted()) failed, and not \(whole.failures.sorted())") }
        if reason != whole.reason { differences.append("the reason is \(reason ?? "none"), and not \(whole.reason ?? "none")") }
        for path in effects.symmetricDifference(whole.effects).sorted() where !exceptions.contains(path) {
            differences.append("\(path) \(effects.contains(path) ? "happened" : "did not happen")")
        }
        return differences.sorted()
    }
}
