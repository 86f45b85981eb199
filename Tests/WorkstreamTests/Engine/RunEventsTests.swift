import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct RunEventsTests {
    private static let plan = Plan.one(
        sequences: 10, [.act("a", retries: 1), .act("b"), .act("c")], concurrency: 3,
        checks: [Node.Checks(.pre, checks: [.look("p")]), Node.Checks(.continuous, checks: [.look("c")], interval: .seconds(2))])

    private static func script(_ ground: EngineGround) {
        ground.action.behave(.fail(times: 1, then: .take(.seconds(3))), at: "B/4/a")
        ground.action.behave(.take(.seconds(5)))
    }

    @Test("S47 whoever comes, before the start, in the middle or after the end, gets the whole history in order, nothing missing and nothing twice")
    func whole() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            let journals = try await withThrowingTaskGroup(of: [Event].self) { group in
                for second in [0, 1, 7, 12, 12, 30, 49, 50, 51, 100] {
                    group.addTask {
                        try await ground.pass(.seconds(second))
                        return try await ground.engine.events(of: id).reduce(into: []) { $0.append($1) }
                    }
                }
                try await ground.pass(.seconds(1))
                try await ground.engine.start(id)
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let stored = try await ground.journal(of: id)
            #expect(stored.map(\.number) == Array(1...stored.count))
            #expect(stored.last?.node == 0)
            #expect(journals.count == 10 && journals.allSatisfy { $0 == stored })
        }
    }

    @Test("S47 the history after a number, also after the last one", arguments: [0, 1, 5, 1000])
    func after(number: Int) throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            async let live = ground.engine.events(of: id, after: number).reduce(into: []) { $0.append($1.number) }
            try await ground.engine.start(id)
            let run = try await ground.engine.wait(for: id)
            let expected = Array((1...run.lastNumber).dropFirst(number))
            #expect(try await live == expected)
            #expect(try await ground.engine.events(of: id, after: number).reduce(into: []) { $0.append($1.number) } == expected)
        }
    }

    @Test("S47 a long history comes whole, whatever a page holds")
    func pages() throws {
        try EngineGround.play(seeds: 0..<2) { ground in
            let id = try await ground.engine.submit(.one(sequences: 100, (0..<10).map { .act("a\($0)") }, concurrency: 7))
            async let live = ground.engine.events(of: id).reduce(into: []) { $0.append($1.number) }
            try await ground.engine.start(id)
            let run = try await ground.engine.wait(for: id)
            #expect(run.lastNumber > 2000)
            #expect(try await live == Array(1...run.lastNumber))
        }
    }

    @Test("S47 subscribers that are slow, or stop reading, hold up neither the run nor each other")
    func slow() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            let alone = try await ground.engine.run(Self.plan)
            async let slow: Int = {
                var count = 0
                for try await _ in ground.engine.events(of: id) {
                    count += 1
                    try await ground.pass(.seconds(100))
                }
                return count
            }()
            let never = Latch()
            let stuck = ground.executor.spawn("stuck") {
                do { for try await _ in ground.engine.events(of: id) { await never.wait() } } catch {}
            }
            async let quick = ground.engine.events(of: id).reduce(into: 0) { count, _ in count += 1 }
            try await ground.engine.start(id)
            let run = try await ground.engine.wait(for: id)
            #expect(run.duration == alone.duration)
            #expect(try await quick == run.lastNumber)
            #expect(try await slow == run.lastNumber)
            never.open()
            await stuck.value
        }
    }

    @Test("S47 a subscriber that is cancelled ends at once, and nobody else notices")
    func cancelled() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            async let patient = ground.engine.events(of: id).reduce(into: 0) { count, _ in count += 1 }
            let ended = Lock<(Timestamp, Bool)?>(nil)
            let subscriber = ground.executor.spawn("subscriber") {
                var isCancellation = false
                do {
                    for try await _ in ground.engine.events(of: id) {}
                } catch { isCancellation = error is CancellationError }
                ended.withLock { $0 = (ground.executor.now, isCancellation) }
            }
            try await ground.engine.start(id)
            try await ground.pass(.seconds(7))
            subscriber.cancel()
            let time = ground.executor.now
            await subscriber.value
            #expect(ended.withLock { $0?.0 } == time)
            #expect(ended.withLock { $0?.1 } == true)
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
            #expect(try await patient == run.lastNumber)
        }
    }

    @Test("S47 S60 events come as they become durable, and with the time at which they happened")
    func live() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            for try await event in ground.engine.events(of: id) { #expect(event.time == ground.executor.now) }
        }
    }

    @Test("S47 S67 the events of a run whose journal fails come as far as they are stored, and then the error does", arguments: [false, true])
    func fault(keeping: Bool) throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            ground.storage.fail(.append, call: 4, keeping: keeping)
            try await ground.engine.start(id)
            let seen = Lock<[Int]>([])
            let error = await #expect(throws: EngineError.self) {
                for try await event in ground.engine.events(of: id) { seen.withLock { $0.append(event.number) } }
            }
            #expect(error?.code == .storageFault)
            let numbers = try await ground.journal(of: id).map(\.number)
            #expect(numbers.starts(with: seen.withLock { $0 }))
            // What a failed append stored is not known to be durable.
            if !keeping { #expect(seen.withLock { $0 } == numbers) }
        }
    }

    @Test("S47 events, statuses, output and waits of a run that another engine drives are refused, after what is stored so far")
    func elsewhere() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            Self.script(ground)
            let other = try await Engine(storage: ground.storage, plugins: [ground.action, ground.check], environment: .simulated(ground.executor))
            let id = try await other.submit(Self.plan)
            try await other.start(id)
            try await ground.pass(.seconds(8))
            let seen = Lock(0)
            let (engine, stored) = (ground.engine, try await ground.journal(of: id).count)
            let calls: [@Sendable () async throws -> Void] = [
                { for try await _ in engine.events(of: id) { seen.withLock { $0 += 1 } } }, { _ = try await engine.wait(for: id) },
                { for try await _ in engine.statuses(of: id, every: .seconds(1)) {} },
            ]
            for call in calls { await #expect(throws: EngineError(.notDriven, "", run: id)) { try await call() } }
            #expect(seen.withLock { $0 } == stored)
            for await _ in await engine.output(of: id) {}
            #expect(try await other.wait(for: id).status == .completed)
            // Nobody can tell who drove it once it has ended.
            #expect(try await engine.wait(for: id).status == .completed)
            #expect(try await engine.events(of: id).reduce(into: 0) { count, _ in count += 1 } > stored)
        }
    }

    @Test("S47 a storage that cannot be read ends the loop with its error")
    func unreadable() throws {
        try EngineGround.play(seeds: 0..<3) { ground in
            let id = try await ground.engine.submit(Self.plan)
            ground.storage.failForGood(.events, from: 1)
            await #expect(throws: StorageError.self) { for try await _ in ground.engine.events(of: id) {} }
            let unknown = RunID("00000000-0000-4000-8000-000000000000")!
            ground.storage.heal()
            await #expect(throws: StorageError(.notFound, "", run: unknown)) { for try await _ in ground.engine.events(of: unknown) {} }
        }
    }

    @Test("S46 statuses come at once, at their interval, never older than the one before, and the last one is the final run")
    func statuses() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            try await ground.engine.start(id)
            let start = ground.executor.now
            var (times, numbers, last) = ([Duration](), [Int](), NodeStatus.notStarted)
            for try await run in ground.engine.statuses(of: id, every: .seconds(4)) {
                times.append(ground.executor.now - start)
                numbers.append(run.lastNumber)
                last = run.status
                var stored = try Run(id, of: StoredPlan(run.plan))
                for event in try await ground.journal(of: id).prefix(run.lastNumber) { stored.apply(event) }
                #expect(run.nodes.map(\.state) == stored.nodes.map(\.state))
            }
            let run = try await ground.engine.wait(for: id)
            #expect(last == .completed)
            #expect(numbers == numbers.sorted() && numbers.last == run.lastNumber)
            let end = try #require(run.duration)
            #expect(times.dropLast() == (0..<(times.count - 1)).map { .seconds(4 * $0) })
            #expect(times.last == end)
        }
    }

    @Test("S46 the final status does not wait for the interval, and one that is asked for after the end comes alone")
    func lastStatus() throws {
        try EngineGround.play { ground in
            Self.script(ground)
            let id = try await ground.engine.submit(Self.plan)
            async let statuses = ground.engine.statuses(of: id, every: .seconds(100_000)).reduce(into: [Run]()) { $0.append($1) }
            try await ground.pass(.seconds(3))
            try await ground.engine.start(id)
            let found = try await statuses
            let run = try await ground.engine.wait(for: id)
            #expect(found.map(\.status) == [.notStarted, .completed])
            #expect(ground.executor.now == run.ended)
            var late: [Run] = []
            for try await run in ground.engine.statuses(of: id, every: .seconds(1)) { late.append(run) }
            #expect(late.map(\.lastNumber) == [run.lastNumber])
        }
    }
}
