import Workstream

extension Row {
    /// Plans in memory, without and with something to encode.
    static var memory: [Row] {
        [
            Row(
                name: "memory-wide", unit: "action", count: 100_000, against: "the machine alone", goal: .rate(1_700_000),
                subject: { try await drive(.uniform($0 / 10, 10, concurrency: 100)) }, baseline: { try await machineAlone($0, concurrency: 100) }),
            Row(
                name: "memory-typed", unit: "action", count: 100_000, against: "encoding and decoding the same values", goal: .rate(1_000_000),
                subject: {
                    try await drive(.uniform($0 / 10, 10, concurrency: 100, Upload.name, ["host": "web-1.example.org", "port": 8080]))
                }, baseline: nil),
            Row(
                name: "memory-narrow", unit: "action", count: 1_000, against: "awaited calls through an actor", goal: .rate(2_000_000),
                subject: { try await drive(.uniform(1, $0, concurrency: 1)) }, baseline: nil),
            Row(
                name: "memory-bulky", unit: "action", count: 100_000, against: "encoding and decoding the same values", goal: .ratio(0.6),
                subject: {
                    try await drive(.uniform($0 / 10, 10, concurrency: 100, Echo.name, ["text": .string(String(repeating: "x", count: 1_013))]))
                }, baseline: nil),
        ]
    }

    /// Runs a plan to its end, from its start on.
    static func drive(_ plan: Plan, in storage: some Storage = .memory) async throws -> Duration {
        let engine = try await Engine(storage: storage, plugins: [Nothing(), Upload(), Echo()])
        let id = try await engine.submit(plan)
        let duration = try await time {
            try await engine.start(id)
            try await engine.waitForEnd(of: id)
        }
        try await engine.shutdown()
        return duration
    }

    /// The machine, fed by a loop that answers each call at once.
    static func machineAlone(_ count: Int, concurrency: Int) async throws -> Duration {
        let plan = try Plan.uniform(count / 10, 10, concurrency: concurrency).prepared(with: [Nothing()]).plan
        let shape = try Shape(plan, sources: [], canProbe: { _ in false }, retryPolicy: { _ in .never })
        return await time {
            var state = RunState(shape)
            state.apply(Event(number: 1, time: Timestamp(nanoseconds: 0), node: 0, kind: .submitted(.init(seed: 1, digest: ""))))
            var machine = RunMachine(state)
            var step = Step()
            var queue: [(node: Int, attempt: Int)] = []
            machine.handle(.start, at: Timestamp(nanoseconds: 1), into: &step)
            defer { precondition(machine.state.status == .completed) }
            while true {
                for case .begin(let node, let attempt) in step.commands { queue.append((node, attempt)) }
                guard let call = queue.popLast() else { break }
                step.reset()
                machine.handle(
                    .ended(CallEnded(node: call.node, attempt: call.attempt, outcome: .success(.empty))), at: Timestamp(nanoseconds: 2), into: &step)
            }
        }
    }
}
