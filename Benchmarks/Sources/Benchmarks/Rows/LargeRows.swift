import Counting
import Workstream

extension Row {
    /// A plan of a million actions.
    static var large: [Row] {
        [
            Row(
                "large-time", "100,000 × 10, concurrency 100, in memory", count: 1_000_000, against: "100 runs of 1,000 × 10, one after another",
                .part(1 / 1.1), subject: { try await drive(.uniform($0 / 10, 10, concurrency: 100)) },
                baseline: { try await drive(.uniform($0 / 1_000, 10, concurrency: 100), times: 100) }),
            Row(
                "large-memory", "100,000 × 10 half way, requests `{}`, in files", cost: "bytes/action", against: "—", .atMost(350),
                subject: { try await bytesInUse(1_000_000) }),
        ]
    }

    /// What an engine takes for each action of a run that is half way.
    ///
    /// The journal is not in it, which is why the storage is one of files.
    private static func bytesInUse(_ count: Int) async throws -> Double {
        let folder = try TemporaryFolder()
        let before = counting_bytes_in_use()
        let surveyor = Surveyor(calls: count)
        let engine = try await Engine(storage: .directory(folder.path, durability: .processCrash), plugins: [surveyor])
        // Its sequences share their actions, so that what the engine keeps is all there is.
        let run = try await engine.submit(.uniform(count / 10, 10, concurrency: 100, Surveyor.name))
        try await engine.start(run)
        try await engine.waitForEnd(of: run)
        try await engine.shutdown()
        return (Double(surveyor.bytesInUse) - Double(before)) / Double(count)
    }
}
