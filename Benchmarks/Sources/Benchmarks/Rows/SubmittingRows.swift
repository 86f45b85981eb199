import Workstream

extension Row {
    /// Taking plans.
    static var submitting: [Row] {
        [
            Row(
                "submit-memory", "submit of 100,000 actions, in memory", count: 100_000, against: "encoding the plan", .part(0.5),
                subject: { try await submit(.uniform($0 / 10, 10, concurrency: 100), to: .memory) }, baseline: encodePlan)
        ]
    }

    /// Submits a plan.
    static func submit(_ plan: Plan, to storage: some Storage) async throws -> Duration {
        let engine = try await Engine(storage: storage, plugins: [Nothing()])
        let duration = try await time { _ = try await engine.submit(plan) }
        try await engine.shutdown()
        return duration
    }

    /// Encodes a plan of so many actions as it is stored.
    static func encodePlan(_ count: Int) async throws -> Duration {
        let plan = try Plan.uniform(count / 10, 10, concurrency: 100).prepared(with: [Nothing()]).plan
        return try await time { _ = try JSON.bytes(encoding: StoredPlan(plan)) }
    }
}
