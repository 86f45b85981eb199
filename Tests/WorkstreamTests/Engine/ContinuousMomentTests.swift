import Testing
import WorkstreamTesting

@testable import Workstream

/// The tables of failing continuous checks once more, through the whole engine; `ContinuousFailureTests` has those of the machine.
@Suite("Continuous checks that fail at every moment", .oneAtATime, .timeLimit(.minutes(15)))
struct ContinuousMomentTests {
    /// A continuous check fails at a moment, and the run comes to its end.
    private func play(
        _ moment: Moment, _ policy: FailurePolicy, at place: String, _ expect: @escaping @Sendable (EngineGround, Run) throws -> Void
    ) throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.reach(moment, policy: policy, continuous: [place])
            let begun = ground.steps.count
            let path = NodePath("\(place)continuous-checks/alive")
            ground.check.behave(.failPermanently, at: path)
            let run = try await ground.engine.wait(for: id)
            let cut = Cut(policy)
            #expect(run.status == .failed)
            #expect(run.reason?.path == path)
            #expect(Array(ground.steps.dropFirst(begun)) == moment.rest(after: cut))
            #expect(ground.cancelled == moment.cancelled(by: cut))
            #expect(ground.log.calls(of: path).count { Self.failed($0) } == 1)
            #expect(ground.log.overlaps.isEmpty)
            #expect(run["A/1"]?.state.status == moment.sequenceStatus(after: cut))
            #expect(run["A/1/a"]?.state.status == moment.actionStatus(after: cut))
            #expect(run["B"]?.state.status == .notStarted)
            try expect(ground, run)
            try await ground.engine.shutdown()
        }
    }

    private static func failed(_ call: RecordedCall) -> Bool {
        if case .threw(let error) = call.outcome { !(error is CancellationError) } else { false }
    }

    @Test(
        "S8, S9, S12 a continuous check of the plan fails: the block under way is drained by its policy, and plugins see it",
        arguments: Moment.ofBlock, FailurePolicy.allCases)
    func ofPlan(_ moment: Moment, _ policy: FailurePolicy) throws {
        try play(moment, policy, at: "") { _, run in
            #expect(run["A"]?.state.status == moment.blockStatus)
        }
    }

    @Test(
        "S8, S10, S12 a continuous check of a block fails: its work is drained by its policy, and plugins see it",
        arguments: Moment.ofBody, FailurePolicy.allCases)
    func ofBlock(_ moment: Moment, _ policy: FailurePolicy) throws {
        try play(moment, policy, at: "A/") { _, run in
            #expect(run["A"]?.state.status == .failed)
            #expect(run["A/2"]?.state.status == .notStarted)
        }
    }

    @Test("S5, S14 the first run fails in the gate: no action of the body is ever called", arguments: ["", "A/"], FailurePolicy.allCases)
    func firstRun(_ place: String, _ policy: FailurePolicy) throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let path = NodePath("\(place)continuous-checks/alive")
            ground.check.behave(.failPermanently, at: path)
            let moment: Moment = place.isEmpty ? .planGate : .blockGate
            let id = try await ground.reach(moment, policy: policy, continuous: [place])
            let begun = ground.steps.count
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .failed)
            #expect(run.reason?.path == path)
            #expect(Array(ground.steps.dropFirst(begun)) == moment.rest(after: Cut(policy)))
            #expect(ground.log.calls(of: "A/1/a").isEmpty)
            try await ground.engine.shutdown()
        }
    }
}
