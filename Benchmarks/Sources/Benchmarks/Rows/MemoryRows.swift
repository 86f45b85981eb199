import Workstream

extension Row {
    /// Plans in memory, with little and with much to encode.
    static var memory: [Row] {
        [
            Row(
                "memory-wide", "10,000 × 10, concurrency 100, in memory, request and response `{}`", count: 100_000, against: "the machine alone",
                .atLeast(1_700_000), subject: { try await drive(.uniform($0 / 10, 10, concurrency: 100)) },
                baseline: { try await machineAlone($0, concurrency: 100) }),
            Row(
                "memory-typed", "the same, request `{host, port}` kept decoded, response `{path}`", count: 100_000, against: "coding the same values",
                .atLeast(1_000_000),
                subject: { try await drive(.uniform($0 / 10, 10, concurrency: 100, Upload.name, JSON(encoding: Upload.request))) },
                baseline: { try await coding($0, Upload.request, Upload.response) }),
            Row(
                "memory-narrow", "1 × 1,000, concurrency 1, in memory", count: 20_000, against: "awaited calls through one actor",
                .atLeast(2_000_000), subject: { try await drive(.uniform(1, 1_000, concurrency: 1), times: max($0 / 1_000, 1)) },
                baseline: { try await actorCalls($0) }),
            Row(
                "memory-bulky", "as the first, requests and responses of 1 KiB", count: 100_000, against: "coding the same values", .part(0.6),
                subject: { try await drive(.uniform($0 / 10, 10, concurrency: 100, Echo.name, JSON(encoding: Echo.request))) },
                baseline: { try await coding($0, Echo.request, Echo.request) }),
        ]
    }

    /// Runs a plan from its start to its end, so often; submitting it is not in the time.
    static func drive(_ plan: Plan, times: Int = 1, in storage: some Storage = .memory) async throws -> Duration {
        let engine = try await Engine(storage: storage, plugins: [Nothing(), Upload(), Echo()])
        var runs: [Run.ID] = []
        for _ in 0..<times { runs.append(try await engine.submit(plan)) }
        let duration = try await time {
            for run in runs {
                try await engine.start(run)
                try await engine.waitForEnd(of: run)
            }
        }
        try await engine.shutdown()
        return duration
    }

    /// Encodes and decodes a request and a response, so often.
    private static func coding(_ count: Int, _ request: some Codable, _ response: some Codable) async throws -> Duration {
        try await time {
            for _ in 0..<count {
                _ = try recoded(request)
                _ = try recoded(response)
            }
        }
    }

    private static func recoded<Value: Codable>(_ value: Value) throws -> Value {
        try JSON(parsing: JSON.bytes(encoding: value)).decode(Value.self)
    }
}
