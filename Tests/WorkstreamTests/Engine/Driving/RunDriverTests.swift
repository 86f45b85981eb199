import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct RunDriverTests {
    @Test("S60 S61 an attempt begins only after its intent is stored, and the outcome before it comes with it", arguments: 1...3)
    func storedFirst(call: Int) throws {
        try EngineGround.play { ground in
            let latch = Latch()
            let id = try await ground.engine.submit(.one())
            // The first append has the start and the intent of "a", the second its outcome and the intent of "b", the third everything that follows.
            ground.storage.hold(.append, call: call, until: latch)
            async let start: Void = ground.engine.start(id)
            try await ground.pass(.seconds(10))
            #expect(ground.log.calls.count == call - 1)
            #expect(ground.storage.calls(of: .append) == call)
            latch.open()
            try await start
            #expect(try await ground.engine.wait(for: id).status == .completed)
            #expect(ground.storage.calls(of: .append) == 3)
            #expect(ground.log.paths == ["B/1/a", "B/1/b"])
        }
    }

    @Test("S60 snapshots, heads, events, statuses and waits show nothing that is not stored", arguments: 1...3)
    func shownLast(call: Int) throws {
        try EngineGround.play { ground in
            let latch = Latch()
            let id = try await ground.engine.submit(.one())
            ground.storage.hold(.append, call: call, until: latch)
            let start = ground.executor.spawn("start") { try? await ground.engine.start(id) }
            let (seen, ended) = (Lock<[Int]>([]), Lock(false))
            let reader = ground.executor.spawn("reader") {
                do { for try await event in ground.engine.events(of: id) { seen.withLock { $0.append(event.number) } } } catch {}
            }
            let waiter = ground.executor.spawn("waiter") {
                let run = try? await ground.engine.wait(for: id)
                ended.withLock { $0 = run?.status == .completed }
            }
            try await ground.pass(.seconds(10))
            let stored = try await ground.stored(id)
            #expect(stored.status == (call == 1 ? .notStarted : .running))
            let snapshot = try await ground.engine.snapshot(of: id)
            #expect(snapshot.lastNumber == stored.lastNumber)
            #expect(snapshot.status == stored.status)
            #expect(try await ground.engine.runs().items.first?.status == stored.status)
            var statuses = ground.engine.statuses(of: id, every: .seconds(1)).makeAsyncIterator()
            #expect(try await statuses.next()?.lastNumber == stored.lastNumber)
            #expect(seen.withLock { $0 } == Array(1...stored.lastNumber))
            #expect(!ended.withLock { $0 })
            latch.open()
            for task in [start, reader, waiter] { await task.value }
            #expect(ended.withLock { $0 })
            let numbers = try await ground.journal(of: id).map(\.number)
            #expect(seen.withLock { $0 } == numbers)
        }
    }

    @Test("S60 an attempt whose cancellation is stored together with its intent is never made")
    func overtaken() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            var plan = Plan.one(sequences: 3, concurrency: 3)
            plan.blocks[0].failurePolicy = .cancel
            ground.action.behave(.take(.seconds(1)), at: "B/3/a")
            ground.action.behave(.take(.seconds(2)), at: "B/1/a")
            ground.action.behave(.take(.seconds(3), then: .failPermanently), at: "B/2/a")
            let id = try await ground.engine.submit(plan)
            // While the outcome of "3/a" is being stored, "1/b" is decided upon, and then cancelled because "2/a" has failed.
            ground.storage.hold(.append, call: 2, until: latch)
            try await ground.engine.start(id)
            try await ground.pass(.seconds(5))
            latch.open()
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .failed)
            #expect(ground.log.calls(of: "B/1/b").isEmpty)
            #expect(run["B/1/b"]?.state.status == .stopped)
            #expect(run["B/1/b"]?.state.attempts.count == 1)
            #expect(run.failures.map(\.path) == ["B/2/a"])
        }
    }

    @Test("S61 one append is under way at most, and it carries all that was decided meanwhile")
    func oneAppend() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            ground.action.behave(.take(.seconds(1)))
            let id = try await ground.engine.submit(.one(sequences: 100, [.act("a")], concurrency: 100))
            ground.storage.hold(.append, call: 2, until: latch)
            try await ground.engine.start(id)
            try await ground.pass(.seconds(10))
            #expect(ground.log.calls.count == 100)
            #expect(ground.storage.calls(of: .append) == 2)
            latch.open()
            #expect(try await ground.engine.wait(for: id).status == .completed)
            // What came while the second was held is one batch.
            #expect(ground.storage.calls(of: .append) == 3)
        }
    }

    @Test("S61 at concurrency 100 there are far fewer appends than actions, although each waits for its own")
    func grouped() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            let clock = ground.executor.clock
            ground.action.behave(.take(.milliseconds(10)))
            ground.storage.slow(.append) { await clock.sleepIgnoringCancellation(for: .milliseconds(1)) }
            let run = try await ground.engine.run(.one(sequences: 200, (0..<5).map { .act("a\($0)") }, concurrency: 100))
            #expect(run.status == .completed)
            #expect(ground.log.calls.count == 1000)
            // Of a hundred that end at the same moment the first is stored alone, and the others together.
            #expect(ground.storage.calls(of: .append) < 30)
        }
    }

    @Test("S61 the events that one input caused are stored whole: after every append the journal is one that the machine could have stopped at")
    func wholeSteps() throws {
        try EngineGround.play { ground in
            let plan = Plan.one(
                sequences: 2, checks: [Node.Checks(.pre, checks: [.look("p")]), Node.Checks(.post, checks: [.look("q")])],
                deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])
            let id = try await ground.engine.submit(plan)
            let first = try await ground.journal(of: id).count
            #expect(first == 1)
            try await ground.engine.start(id)
            // A running plan has something to wait for: an attempt under way. A half-stored step would have none.
            for try await _ in ground.engine.events(of: id) {
                let run = try await ground.stored(id)
                guard run.status == .running else { continue }
                let open = run.nodes.filter { $0.kind == .action && $0.state.status == .running }
                #expect(!open.isEmpty)
            }
        }
    }
}
