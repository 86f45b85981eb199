import WorkstreamTesting

@testable import Workstream

/// Where everything stands at the end of a run, and what happened to the world.
struct CrashEnd {
    private let statuses: [String: NodeStatus]
    private let failures: Set<String>
    private let reason: String?
    private let effects: Set<String>

    /// The end of a run.
    init(_ run: Run, in world: CrashWorld) {
        statuses = Dictionary(uniqueKeysWithValues: run.nodes.map { ($0.path.description, $0.state.status) })
        failures = Set(run.failures.map(\.path.description))
        reason = run.reason?.path.description
        effects = Set(world.effects.map(\.path))
    }

    /// What is not as at the end of the run that nothing interrupted.
    func differences(from whole: CrashEnd, in example: CrashCase) -> [String] {
        var differences = statuses.filter { !example.mayBeStopped.contains($0.key) && whole.statuses[$0.key] != $0.value }.map {
            "\($0.key) is \($0.value), and not \(whole.statuses[$0.key]!)"
        }
        if failures != whole.failures { differences.append("\(failures.sorted()) failed, and not \(whole.failures.sorted())") }
        if reason != whole.reason { differences.append("the reason is \(reason ?? "none"), and not \(whole.reason ?? "none")") }
        for path in effects.symmetricDifference(whole.effects).sorted() where !example.mayBeStopped.contains(path) {
            differences.append("\(path) \(effects.contains(path) ? "happened" : "did not happen")")
        }
        return differences.sorted()
    }

    /// What happened twice and must not, by the plan's plugins.
    static func doubled(in run: Run, _ world: CrashWorld) -> [String] {
        let careful = Set(run.nodes.lazy.filter { ["once", "asked"].contains($0.action?.definition.plugin) }.map(\.path.description))
        return Dictionary(grouping: world.effects.map(\.path), by: \.self).filter { $0.value.count > 1 && careful.contains($0.key) }.keys.sorted()
    }

    /// S63: the calls of bodies that began before the continuous checks which cover them had passed in this life.
    static func ungated(_ calls: [RecordedCall]) -> [String] {
        let passed = { (check: String, call: RecordedCall) in
            calls.contains { other in
                guard other.path.description == check, let end = other.end, case .responded = other.outcome else { return false }
                return end <= call.start
            }
        }
        return calls.filter { ["again", "once", "asked"].contains($0.plugin) && $0.path.description.count { $0 == "/" } == 2 }.filter { call in
            let path = call.path.description
            guard ["A/1/", "A/2/", "Z/1/"].contains(where: path.hasPrefix) else { return false }
            let covers = ["continuous-checks/x", "continuous-checks/y"]
            return !(covers + (path.hasPrefix("A/") ? covers.map { "A/\($0)" } : [])).allSatisfy { passed($0, call) }
        }.map(\.path.description)
    }
}
