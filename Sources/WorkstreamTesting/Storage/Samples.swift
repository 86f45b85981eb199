package import Workstream

extension RunID {
    /// A run with a number that a test can read.
    package static func sample(_ number: Int) -> RunID {
        guard let id = RunID("00000000-0000-0000-0000-" + String(1_000_000_000_000 + number).dropFirst()) else {
            fatalError("The number \(number) of this test's run does not fit.")
        }
        return id
    }
}

extension Owner {
    /// An engine with a number that a test can read.
    package static func sample(_ number: Int) -> Owner {
        Owner(engine: RunID.sample(number).uuid, process: number, host: "host-\(number)", started: Timestamp(nanoseconds: 0))
    }
}

extension NewRun {
    /// A run of a plan that was submitted so many seconds after 1970 began.
    package static func sample(
        _ number: Int, _ plan: Plan = Plan(name: "P", blocks: []), key: String? = nil, group: String? = nil, labels: [String: String] = [:],
        at seconds: Int = 1
    ) -> NewRun {
        var plan = plan.numbered()
        plan.key = key
        plan.group = group
        plan.labels = labels
        let time = Timestamp(nanoseconds: Int64(seconds) * 1_000_000_000)
        return NewRun(
            id: .sample(number), plan: StoredPlan(plan), event: Event(number: 1, time: time, node: 0, kind: .submitted(.init(seed: 1, digest: ""))),
            head: RunHead(of: plan, id: .sample(number), submitted: time))
    }
}

extension Batch {
    /// Events of a run with the head that follows from them.
    package static func sample(_ run: NewRun, _ events: [Event], status: NodeStatus = .running) -> Batch {
        var head = run.head
        head.status = status
        head.lastNumber = events.last?.number ?? 1
        head.lastSignOfLife = events.last?.time ?? head.lastSignOfLife
        if status.isFinal { head.ended = events.last?.time }
        return Batch(run: run.id, events: events, head: head)
    }

    /// Events of a run with numbers in a range.
    package static func sample(_ run: NewRun, _ numbers: ClosedRange<Int>, status: NodeStatus = .running) -> Batch {
        sample(
            run,
            numbers.map { Event(number: $0, time: run.event.time + .seconds($0), node: 0, kind: $0.isMultiple(of: 2) ? .began : .stopping) },
            status: status)
    }
}
