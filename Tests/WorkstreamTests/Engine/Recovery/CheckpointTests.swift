import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Checkpoints of runs", .oneAtATime, .timeLimit(.minutes(15)))
struct CheckpointTests {
    private static let plan = Plan.one(sequences: 6, concurrency: 2)

    private static func options(every events: Int) -> EngineOptions {
        var options = EngineOptions()
        options.checkpointInterval = events
        return options
    }

    @Test("a checkpoint holds exactly what its events lead to, whatever was decided meanwhile", arguments: [1, 2, 5, 7])
    func state(interval: Int) throws {
        try EngineGround.play(options: Self.options(every: interval)) { ground in
            ground.action.behave(.fail(times: 1, then: .take(.seconds(1))))
            var plan = Self.plan
            plan.blocks[0].sequences[2].actions[0].retries = 2
            plan.blocks[0].toleratedFailures = .unlimited
            let id = try await ground.engine.submit(plan)
            try await ground.engine.start(id)
            for _ in 0..<20 {
                try await ground.pass(.milliseconds(300))
                try await Self.expectFold(ground, id)
            }
            #expect(try await ground.engine.wait(for: id).status == .completed)
            try await Self.expectFold(ground, id)
            let kept = try #require(try await ground.memory.checkpoint(of: id))
            let last = try await ground.memory.events(of: id, after: 0, limit: .max).count
            // The end is not kept: nobody goes on from there.
            #expect(kept.number < last && kept.number >= last - interval - 8)
        }
    }

    private static func expectFold(_ ground: EngineGround, _ id: Run.ID) async throws {
        guard let kept = try await ground.memory.checkpoint(of: id) else { return }
        let index = try PlanIndex(try await ground.memory.definition(of: id).plan)
        let shape = try Shape(index.plan, sources: [], retryPolicy: { _ in .fast })
        var state = RunState(shape)
        for event in try await ground.memory.events(of: id, after: 0, limit: kept.number) { state.apply(try event.event()) }
        let stored = try #require(StoredState(kept, shape))
        #expect(stored.state.lastNumber == kept.number)
        try StoredStateTests.expectSame(stored.state, state)
    }

    @Test("recovery goes on from the checkpoint, unless that is not of this journal, cannot be read, or says more than the journal")
    func used() throws {
        try EngineGround.play(seeds: 0..<5, options: Self.options(every: 3)) { ground in
            ground.action.behave(.take(.seconds(1)))
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            try await ground.pass(.milliseconds(2_500))
            try await ground.crash()
            let kept = try #require(try await ground.memory.checkpoint(of: id))
            let shape = try Shape(try await ground.memory.definition(of: id).plan, sources: [], retryPolicy: { _ in .fast })
            let stored = try #require(StoredState(kept, shape))
            // A mark by which one can see whether the head comes out of the checkpoint.
            var head = stored.head
            head.labels["from"] = "checkpoint"
            let last = try stored.last.event()
            var other = last
            other.time = last.time + .nanoseconds(1)
            var ahead = stored.state
            ahead.lastNumber += 100
            var later = last
            later.number += 100
            let marked = try StoredState(stored.state, head, after: last).checkpoint(of: id)
            var torn = marked
            torn.bytes.removeLast()
            let cases: [(Checkpoint, isUsed: Bool)] = [
                (marked, true), (try StoredState(stored.state, head, after: other).checkpoint(of: id), false),
                (try StoredState(ahead, head, after: later).checkpoint(of: id), false), (torn, false),
            ]
            let index = try PlanIndex(try await ground.memory.definition(of: id).plan)
            let whole = try await ground.memory.fold(of: id, in: index, shape, checkpoint: nil)
            for (checkpoint, isUsed) in cases {
                let folded = try await ground.memory.fold(of: id, in: index, shape, checkpoint: checkpoint)
                #expect((folded.1.labels["from"] != nil) == isUsed)
                #expect((folded.checkpoint == kept.number) == isUsed && (folded.checkpoint == 0) == !isUsed)
                try StoredStateTests.expectSame(folded.0, whole.0)
            }
            let next = try await ground.reopen()
            #expect(try await next.wait(for: id).status == .completed)
            #expect(ground.log.overlaps.isEmpty)
        }
    }

    @Test("a checkpoint that cannot be written holds up nothing, and is not missed")
    func failing() throws {
        try EngineGround.play(seeds: 0..<5, options: Self.options(every: 3)) { ground in
            ground.storage.failForGood(.putCheckpoint, from: 1)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            #expect(try await ground.engine.wait(for: id).status == .completed)
            #expect(ground.storage.calls(of: .putCheckpoint) > 2)
            #expect(try await ground.memory.checkpoint(of: id) == nil)
        }
    }
}
