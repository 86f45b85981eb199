import Workstream

extension Row {
    /// Runs in files, where each step waits for the disk.
    static var files: [Row] {
        [
            Row(
                "files-narrow", "1 × 1,000, concurrency 1, in files that survive a power cut", count: 1_000,
                against: "an append and a sync of each line of the same journal", .part(0.88), subject: { try await drive(narrow($0)) },
                baseline: { try await appendLines(of: narrow($0)) }),
            Row(
                "files-wide", "10,000 × 10, concurrency 100, in the same", count: 100_000,
                against: "an append and a sync of each line of the same journal", .part(0.5), .atLeast(300_000),
                subject: { try await drive(wide($0)) }, baseline: { try await appendLines(of: wide($0)) }),
        ]
    }

    private static func narrow(_ count: Int) -> Plan { .uniform(1, count, concurrency: 1) }
    private static func wide(_ count: Int) -> Plan { .uniform(count / 10, 10, concurrency: 100) }

    private static func drive(_ plan: Plan) async throws -> Duration {
        let folder = try TemporaryFolder()
        return try await drive(plan, in: .directory(folder.path))
    }

    /// What the disk alone takes for the journal of a plan: its lines, each as long as the engine made it, each durable before the next.
    private static func appendLines(of plan: Plan) async throws -> Duration {
        let folder = try TemporaryFolder()
        _ = try await drive(plan, in: .directory(folder.path))
        let lines = TemporaryFolder.lines(of: try folder.journals()[0])
        let file = try PlainFile("\(folder.path)/lines")
        return try await time { try file.append(eachDurably: lines) }
    }
}
