import Testing
import WorkstreamTesting

@testable import Workstream

/// The tables of stops and pauses once more, through the whole engine: what the machine decides is what really happens to plugins.
@Suite("Control of runs at every moment", .oneAtATime, .timeLimit(.minutes(15)))
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
            #expect(ground.cancelled == moment.cancelled(by: strength.cut))
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

    @Test("S46 whoever begins to wait for a run that has ended, while somebody asks in vain to stop it, is told that it has")
    func waitBesideLateStop() throws {
        try EngineGround.play(seeds: 0..<100) { ground in
            let id = try await ground.reach(.notStarted)
            try await ground.engine.start(id)
            try await ground.engine.waitForEnd(of: id)
            async let stop: Void? = try? ground.engine.stop(id, .everything, by: "somebody")
            async let run = ground.engine.wait(for: id)
            #expect(await stop == nil)
            #expect(try await run.status == .completed)
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
