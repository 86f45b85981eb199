import Workstream

/// What an upgrade left behind.
struct Summary: Sendable {
    /// The run of the upgrade, which has ended.
    let run: Run
    /// What was upgraded.
    let shop: Shop
    /// Its servers.
    let fleet: Fleet

    /// The summary as lines for people: how it ended, what each host runs now, and everything that failed.
    var lines: [String] {
        get async {
            var lines = ["", "\(run.plan.name): \(run.status)"]
            for host in shop.hosts {
                let release = (try? Release(inFolder: host.current)).map { "version \($0.version)" } ?? "nothing"
                let process = await fleet.server(of: host.name).map { "process \($0.pid)" } ?? "no process"
                lines.append("  \(host.name): upgrade \(word(for: host)), runs \(release) (\(process))")
            }
            if !run.failures.isEmpty { lines.append("Failures, in order:") }
            lines += run.failures.map { "  \($0)" }
            return lines
        }
    }

    private func word(for host: Shop.Host) -> String {
        let sequence = run.blocks.flatMap(\.sequences).first { $0.name == host.name }
        guard let status = sequence?.status, status != .notStarted else { return "not begun" }
        return "\(status)"
    }
}
