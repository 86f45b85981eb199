import Workstream

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Row {
    /// What goes on beside the work.
    static var background: [Row] {
        [
            Row(
                "continuous", "1,000 continuous groups once a second, beside 1,000 actions under way", cost: "% of a core",
                against: "the same without them", .atMost(4), subject: { try await percentOfCore(watching: true) },
                baseline: { try await percentOfCore(watching: false) })
        ]
    }

    /// What a thousand runs cost while each waits for its one action, with and without a check each second.
    private static func percentOfCore(watching: Bool) async throws -> Double {
        let engine = try await Engine(storage: .memory, plugins: [Pause(), Look()])
        let checks = Node.Checks(.continuous, checks: [Node.Action(name: "look", plugin: Look.name, request: .object([:]))], interval: .seconds(1))
        let action = Node.Action(name: "pause", plugin: Pause.name, request: .object(["seconds": 4]))
        let block = Node.Block(name: "work", sequences: [Node.Sequence(name: "host", actions: [action])])
        let plan = Plan(name: "watched", checks: watching ? [checks] : [], blocks: [block])
        var runs: [Run.ID] = []
        for _ in 0..<1_000 { runs.append(try await engine.submit(plan)) }
        for run in runs { try await engine.start(run) }
        // The starts are over within this, and the actions are under way for longer than both waits.
        try await Task.sleep(for: .milliseconds(500))
        let before = processorTime()
        try await Task.sleep(for: .seconds(3))
        let used = processorTime() - before
        for run in runs { try await engine.waitForEnd(of: run) }
        try await engine.shutdown()
        return used / .seconds(3) * 100
    }

    /// The time that all threads of this process have computed.
    private static func processorTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
