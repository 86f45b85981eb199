import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Runs that were harmed while no engine was there", .timeLimit(.minutes(15))) struct HarmedRunTests {
    @Test(
        "S66 S68 S69 it is held with a fault that says what and where, nothing of it is written, others go on, and so does it once it is put right",
        arguments: RunHarm.all)
    func harmed(harm: RunHarm) async throws {
        let left = try await LeftRuns()
        try left.keep()
        let words = try harm.done(to: left)
        let before = try left.picture()
        let engine = try await left.reopen()
        let fault = try #require(try await heldAlone(left, engine).first)
        for words in words { #expect(fault.contains(words), "\(fault)") }
        #expect(try await engine.wait(for: left.sound).status == .completed)
        // Whatever else is asked for, the answer is the same, and it stays as it is.
        let calls: [@Sendable () async throws -> Void] = [
            { try await engine.start(left.harmed) }, { try await engine.stop(left.harmed, by: "a") }, { _ = try await engine.wait(for: left.harmed) },
        ]
        for call in calls {
            let error = await #expect(throws: EngineError.self) { try await call() }
            #expect(error?.code == .cannotRun && error?.faults == [fault])
        }
        #expect(try left.picture() == before)

        try left.putBack()
        #expect(try await engine.recover(left.harmed).fate.isResumed)
        #expect(try await engine.wait(for: left.harmed).status == .completed)
        try await engine.shutdown()
    }

    @Test(
        "S66 a run whose plugin is gone, or does not decode its request any more, is held, and goes on with the engine that has it",
        arguments: [true, false])
    func plugin(isGone: Bool) async throws {
        let left = try await LeftRuns()
        let before = try left.picture()
        let engine = try await left.reopen(isGone ? [] : [OtherMill()])
        let recovery = await engine.recovery
        // Both runs need it, and so both are held.
        for id in [left.harmed, left.sound] {
            guard case .held(_, let faults) = recovery[id]?.fate else {
                Issue.record("\(recovery)")
                return
            }
            #expect(
                faults.count == 1 && faults[0].contains(isGone ? "There is no plugin \"mill\"" : "B/1/b: The plugin \"mill\" refuses the request"))
        }
        // Nothing else is kept from going on.
        #expect(try await engine.run(.one()).status == .completed)
        try await engine.shutdown()
        #expect(try left.picture() == before)

        let next = try await left.reopen()
        for id in [left.harmed, left.sound] { #expect(try await next.wait(for: id).status == .completed) }
        try await next.shutdown()
    }

    @Test(
        "a head is made anew from the journal, whatever stands in its place; what a link leads to stays as it is", arguments: RunHarm.Thing.allCases)
    func head(thing: RunHarm.Thing) async throws {
        let left = try await LeftRuns()
        let kept = try thing.replace(left.path(RunFiles.head))
        let before = try left.ground.text(kept)
        let engine = try await left.reopen()
        #expect(await engine.recovery.needingAttention.isEmpty)
        for id in [left.harmed, left.sound] { #expect(try await engine.wait(for: id).status == .completed) }
        try await engine.shutdown()
        #expect(try left.ground.text(kept) == before)
        let next = try await left.reopen()
        #expect(await next.recovery.runs.isEmpty)
        #expect(try await next.snapshot(of: left.harmed).status == .completed)
        try await next.shutdown()
    }

    /// The faults of the harmed run, which is the only one that needs somebody.
    private func heldAlone(_ left: LeftRuns, _ engine: Engine) async throws -> [String] {
        let recovery = await engine.recovery
        #expect(recovery.needingAttention.map(\.id) == [left.harmed], "\(recovery)")
        #expect(recovery[left.sound]?.fate.isResumed == true, "\(recovery)")
        guard case .held(_, let faults) = recovery[left.harmed]?.fate else {
            Issue.record("\(recovery)")
            return []
        }
        #expect(faults.count == 1)
        return faults
    }
}

/// A mill of another build, which calls the field of its request otherwise and does not say so with its version.
private struct OtherMill: ActionPlugin {
    struct Request: Codable, Sendable { var seed: String }
    static let name = "mill"
    let retryPolicy = RetryPolicy.fast
    func effect(of request: Request) -> Effect { .idempotent }
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}
