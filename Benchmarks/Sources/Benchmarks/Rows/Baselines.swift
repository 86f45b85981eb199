import Workstream

/// What an engine is held against.
extension Row {
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

    /// Calls that are made one after another by an actor, each away from it and through an existential, as a plugin is called.
    static func actorCalls(_ count: Int) async throws -> Duration {
        // Which of the two is known only when it runs, or the compiler would put the empty call in place of the existential.
        let caller = Caller(callee: count > 0 ? EmptyCallee() : OtherCallee())
        return try await time {
            for _ in 0..<count { try await caller.call() }
        }
    }
}

/// Something that can be called.
private protocol Callee: Sendable {
    @concurrent func call() async throws
}

/// Does nothing.
private struct EmptyCallee: Callee {
    @concurrent func call() async throws {}
}

/// Does nothing either.
private struct OtherCallee: Callee {
    @concurrent func call() async throws { try Task.checkCancellation() }
}

/// Calls, and keeps count.
private actor Caller {
    private let callee: any Callee
    private var count = 0

    init(callee: any Callee) {
        self.callee = callee
    }

    func call() async throws {
        try await callee.call()
        count += 1
    }
}
