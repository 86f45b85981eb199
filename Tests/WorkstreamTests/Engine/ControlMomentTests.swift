import Testing
import WorkstreamTesting

@testable import Workstream

/// The tables of stops and pauses once more, through the whole engine: what the machine decides is what really happens to plugins.
@Suite("Control of runs at every moment", .oneAtATime, .timeLimit(.minutes(5)))
struct ControlMomentTests {
    @Test(
        "S42, S9, S12, S14 a stop at every moment begins what it must, and ends everything as it must", arguments: Moment.allCases,
        StopStrength.allCases)
    func stop(_ moment: Moment, _ strength: StopStrength) throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.reach(moment)
            let begun = ground.log.calls.count
            try await ground.engine.stop(id, strength, by: "somebody")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .stopped)
            #expect(ground.log.paths.dropFirst(begun).map(\.description) == moment.rest(after: strength.cut))
            #expect(run["A"]?.state.status == moment.blockStatus)
            #expect(run["A/1"]?.state.status == moment.sequenceStatus(after: strength.cut))
            #expect(run["A/1/a"]?.state.status == moment.actionStatus(after: strength.cut))
            let isCancelled = ground.log.calls[..<begun].contains {
                if case .threw(let error) = $0.outcome { error is CancellationError } else { false }
            }
            #expect(isCancelled == !moment.cancelled(by: strength.cut).isEmpty)
            try await ground.engine.shutdown()
        }
    }

    /// The moments of a run under way after which something is still to begin.
    private static let underWay = Moment.allCases.filter { $0 != .notStarted && $0 != .planDeferredChecks }

    @Test("S43 a pause at every moment begins nothing, and after the resume the run goes on to its end", arguments: underWay)
    func pause(_ moment: Moment) throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.reach(moment)
            let begun = ground.log.calls.count
            try await ground.engine.pause(id, by: "somebody")
            try await ground.executor.clock.sleep(for: .seconds(500))
            #expect(ground.log.calls.count == begun)
            #expect(try await ground.engine.snapshot(of: id).attention == .paused)
            try await ground.engine.resume(id, by: "somebody")
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
            #expect(ground.log.overlaps.isEmpty)
            try await ground.engine.shutdown()
        }
    }

    @Test("S44 a hold at every moment begins nothing, and after the release the run goes on to its end", arguments: underWay)
    func hold(_ moment: Moment) throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.reach(moment)
            let begun = ground.log.calls.count
            try await ground.engine.hold(id, because: "a test")
            try await ground.executor.clock.sleep(for: .seconds(500))
            #expect(ground.log.calls.count == begun)
            try await ground.engine.release(id)
            #expect(try await ground.engine.wait(for: id).status == .completed)
            try await ground.engine.shutdown()
        }
    }
}

extension EngineGround {
    /// Brings a run of the plan that has everything to a moment; the call of that moment is under way, and takes its time.
    fileprivate func reach(_ moment: Moment) async throws -> Run.ID {
        check.behave(.sayNo(), at: "bypass-checks/x")
        check.behave(.sayNo(), at: "A/bypass-checks/x")
        if moment == .backingOff { action.behave(.fail(times: 1), at: "A/1/a") }
        if let call = moment.call {
            let answer: ScriptedBehavior = call.hasSuffix("bypass-checks/x") ? .sayNo() : .respond
            action.behave(.take(.seconds(20), then: answer), at: NodePath(call))
            check.behave(.take(.seconds(20), then: answer), at: NodePath(call))
        }
        let id = try await engine.submit(Self.plan)
        guard moment != .notStarted else { return id }
        try await engine.start(id)
        if let call = moment.call {
            try await log.wait { $0.contains { $0.path == NodePath(call) } }
        } else {
            _ = try await engine.events(of: id).first { Self.isReached(moment, $0.kind) }
        }
        return id
    }

    private static func isReached(_ moment: Moment, _ kind: Event.Kind) -> Bool {
        switch (moment, kind) {
        case (.entranceDelay, .phaseBegan(let began)): began.phase == .entranceDelay
        case (.exitDelay, .phaseBegan(let began)): began.phase == .exitDelay
        case (.backingOff, .attemptEnded(let ended)): ended.status == .running
        default: false
        }
    }

    /// The plan of the moments, with plugins that exist.
    private static var plan: Plan {
        var plan = Moment.plan()
        let act: (inout Node.Action) -> Void = { $0.plugin = "act" }
        let look: (inout Node.Action) -> Void = { $0.plugin = "look" }
        plan.checks.changeEach { $0.checks.changeEach(look) }
        plan.deferred.changeEach { $0.actions.changeEach(act) }
        plan.blocks.changeEach { block in
            block.checks.changeEach { $0.checks.changeEach(look) }
            block.deferred.changeEach { $0.actions.changeEach(act) }
            block.sequences.changeEach { sequence in
                sequence.checks.changeEach { $0.checks.changeEach(look) }
                sequence.actions.changeEach(act)
            }
        }
        return plan
    }
}
