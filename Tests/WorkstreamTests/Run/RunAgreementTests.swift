import Testing
import WorkstreamTesting

@testable import Workstream

/// The two folds of the same events: the flat one that decides and the tree that people see.
@Suite("Run and RunState", .timeLimit(.minutes(15))) struct RunAgreementTests {
    @Test("S62 the tree and the deciding fold agree about every node after every event, in random histories", arguments: 0..<150)
    func agreement(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let plan = Plan.random(&generator)
        var trial = try Trial(plan)
        trial.resolve = { $0.count.isMultiple(of: 5) ? .refused(Failure(.bindingFailed, "no")) : .request(.empty) }
        trial.start()
        var steps = 0
        while trial.finished == nil, steps < 400 {
            steps += 1
            trial.stepAtRandom(&generator)
        }
        let numbered = plan.numbered()
        var state = RunState(try Shape(numbered) { _ in .fast })
        var run = try Run(RunID.sample(1), of: StoredPlan(numbered))
        var snapshots: [(run: Run, statuses: [NodeStatus])] = []
        for event in trial.journal {
            state.apply(event)
            run.apply(event)
            for node in 0..<state.nodes.count where run.states[node].status != state.nodes[node].status {
                Issue.record("seed \(seed): after \(event) node \(node) is \(run.states[node].status) here and \(state.nodes[node].status) there")
                return
            }
            #expect(run.state.phase == state.nodes[0].phase)
            #expect(run.lastNumber == state.lastNumber)
            if event.number.isMultiple(of: 7) { snapshots.append((run, run.nodes.map(\.status))) }
        }
        // What happened later has not changed an earlier snapshot.
        for snapshot in snapshots { #expect(snapshot.run.nodes.map(\.status) == snapshot.statuses) }
        #expect(run.status == trial.finished ?? .running)
        #expect(run.reason?.node == trial.reason()?.origin || trial.finished != .failed)
        if run.status == .failed { #expect(run.reason != nil && !run.failures.isEmpty) }
        #expect(run.failures.map(\.time) == run.failures.map(\.time).sorted())
        let head = trial.journal.reduce(into: RunHead(of: numbered, id: run.id, submitted: trial.journal[0].time)) { $0.apply($1, in: state.shape) }
        #expect(head.status == run.status)
        #expect(head.lastNumber == run.lastNumber)
        #expect(head.ended == run.ended && head.started == run.started && head.submitted == run.submitted)
        let actions = run.nodes.filter { $0.kind == .action && !$0.isCheck }
        #expect(head.actions.total == actions.count)
        #expect(head.actions.completed == actions.count { $0.status == .completed })
        #expect(head.actions.failed == actions.count { $0.status == .failed })
        #expect(head.actions.stopped == actions.count { $0.status == .stopped })
    }
}

extension Trial {
    /// One random thing happens.
    fileprivate mutating func stepAtRandom(_ generator: inout SeededGenerator) {
        guard !running.isEmpty, generator.next(below: 6) > 0 else { return pass(.seconds(1 + generator.next(below: 40))) }
        let call = calls[generator.next(below: calls.count)]
        if cancelled.contains(call) {
            if generator.next(below: 2) == 0 { endCancelled(call.path) } else { abandon(call.path) }
            return
        }
        switch generator.next(below: 12) {
        case 0, 1: fail(call.path)
        case 2: fail(call.path, code: .checkFailed, permanent: true)
        case 3: overdue(call.path)
        default: succeed(call.path)
        }
    }
}

extension Plan {
    /// A small plan with a bit of everything.
    fileprivate static func random(_ generator: inout SeededGenerator) -> Plan {
        var random = generator
        defer { generator = random }
        func chance(_ one: Int) -> Bool { random.next(below: one) == 0 }
        func actions(_ most: Int) -> [Node.Action] {
            (0...random.next(below: most)).map {
                work("a\($0)", retries: random.next(below: 3), effect: chance(2) ? .atMostOnce : .idempotent, bound: chance(5))
            }
        }
        func groups(_ kinds: [Node.Checks.Kind], _ one: Int) -> [Node.Checks] {
            kinds.filter { _ in chance(one) }.map { Node.Checks($0, checks: actions(2), interval: .seconds(5), treatsErrorsAsNo: chance(2)) }
        }
        func batches() -> [Node.Batch] {
            DeferredCondition.allCases.filter { _ in chance(3) }.map {
                Node.Batch(name: "on \($0)", condition: $0, isRequired: chance(2), actions: actions(2))
            }
        }
        let blocks = (0...random.next(below: 2)).map { index in
            Node.Block(
                name: "B\(index)", checks: groups(Node.Checks.Kind.allCases, 4),
                sequences: (0...random.next(below: 4)).map { Node.Sequence(name: "s\($0)", checks: groups([.pre, .post], 5), actions: actions(3)) },
                deferred: batches(), entranceDelay: chance(4) ? .seconds(3) : .zero, exitDelay: chance(4) ? .seconds(3) : .zero,
                concurrency: 1 + random.next(below: 3), toleratedFailures: chance(2) ? .count(random.next(below: 3)) : .unlimited, isExact: chance(3),
                failurePolicy: FailurePolicy.allCases[random.next(below: 3)])
        }
        return Plan(name: "P", checks: groups(Node.Checks.Kind.allCases, 4), blocks: blocks, deferred: batches())
    }
}
