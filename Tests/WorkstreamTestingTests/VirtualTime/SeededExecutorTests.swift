import Foundation
import Testing
import Workstream
import WorkstreamTesting

@Suite("SeededExecutor", .timeLimit(.minutes(15)))
struct SeededExecutorTests {
    private actor Log {
        private(set) var entries: [String] = []
        func add(_ entry: String) { entries.append(entry) }
    }

    /// Something of everything: actors, groups, `async let`, streams, continuations, spawned tasks, sleep and cancellation.
    @concurrent private static func workload(_ executor: SeededExecutor) async throws -> [String] {
        let log = Log()
        let clock = executor.clock
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        let consumer = executor.spawn("consumer") {
            for await element in stream { await log.add("stream \(element)") }
        }
        async let first: Void = log.add("first")
        async let second: Void = {
            try await clock.sleep(for: .milliseconds(5))
            await log.add("second")
        }()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    for step in 0..<3 {
                        await log.add("task \(number) step \(step)")
                        try await clock.sleep(for: .milliseconds(number % 4))
                    }
                    return number
                }
            }
            for try await number in group { continuation.yield(number) }
        }
        continuation.finish()
        await consumer.value
        await first
        try await second
        let sleeper = executor.spawn("sleeper") {
            do { try await clock.sleep(for: .seconds(3_600)) } catch { await log.add("cancelled") }
        }
        await withCheckedContinuation { waiter in
            executor.spawn("resumer") {
                sleeper.cancel()
                waiter.resume()
            }
        }
        await sleeper.value
        return await log.entries
    }

    private func trace(seed: UInt64) throws -> (entries: [String], fingerprint: UInt64) {
        let executor = SeededExecutor(seed: seed)
        let entries = try executor.run { try await Self.workload(executor) }
        return (entries, executor.fingerprint)
    }

    @Test("the same seed gives the same order", arguments: UInt64(0)..<50)
    func sameSeed(seed: UInt64) throws {
        let first = try trace(seed: seed)
        let second = try trace(seed: seed)
        #expect(first.entries == second.entries)
        #expect(first.fingerprint == second.fingerprint)
        #expect(first.entries.count == 20 * 3 + 20 + 3)
    }

    @Test("different seeds give different orders")
    func differentSeeds() throws {
        let traces = try (UInt64(0)..<50).map { try trace(seed: $0) }
        #expect(Set(traces.map(\.entries)).count > 45)
        #expect(Set(traces.map(\.fingerprint)).count == 50)
        #expect(Set(traces.map { $0.entries.sorted() }).count == 1)
    }

    @Test("everything runs on the calling thread, actors included")
    func oneThread() throws {
        let names = try SeededExecutor(seed: 1).run {
            let here = NativeThread.currentID
            actor Elsewhere {
                func thread() async -> UInt {
                    await Task.yield()
                    return NativeThread.currentID
                }
            }
            let elsewhere = Elsewhere()
            async let child = NativeThread.currentID
            return [here, await elsewhere.thread(), await child]
        }
        #expect(Set(names) == [NativeThread.currentID])
    }

    @Test("a closure's error comes out")
    func error() {
        #expect(throws: CancellationError.self) { try SeededExecutor(seed: 1).run { throw CancellationError() } }
    }

    @Test("a wait that never ends is reported as a deadlock, with the seed")
    func deadlock() throws {
        let failure = #expect(throws: SeededExecutor.Failure.self) {
            try withVirtualTime(seed: 77) { executor in
                let (never, continuation) = AsyncStream.makeStream(of: Void.self)
                for await _ in never {}
                continuation.finish()
            }
        }
        #expect(failure?.code == .deadlock)
        #expect(failure?.message.hasPrefix("With seed 77 nothing can run any more") == true)
    }

    @Test("a loop that sleeps for ever reaches the limit of virtual time")
    func timeLimit() throws {
        let failure = #expect(throws: SeededExecutor.Failure.self) {
            try withVirtualTime(seed: 1, limits: .init(virtualTime: .seconds(100))) { executor in
                while true { try await executor.clock.sleep(for: .seconds(7)) }
            }
        }
        #expect(failure?.code == .timeLimit)
    }

    @Test("a loop that never sleeps reaches the limit of jobs")
    func jobLimit() throws {
        let failure = #expect(throws: SeededExecutor.Failure.self) {
            try withVirtualTime(seed: 1, limits: .init(jobs: 1_000)) { _ in
                while true { await Task.yield() }
            }
        }
        #expect(failure?.code == .jobLimit)
    }

    @Test("what a run leaves behind stands still, and goes on with the next run")
    func laterRun() throws {
        let executor = SeededExecutor(seed: 3)
        let log = Log()
        try executor.run {
            executor.spawn("left behind") {
                try? await executor.clock.sleep(for: .seconds(10))
                await log.add("went on")
            }
            try await executor.clock.sleep(for: .seconds(1))
        }
        let entries = try executor.run {
            let before = await log.entries
            try await executor.clock.sleep(for: .seconds(10))
            return [before, await log.entries]
        }
        #expect(entries == [[], ["went on"]])
    }

    @Test("many executors run at the same time, in parallel tests and inside each other")
    func nesting() async throws {
        let results = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<8 { group.addTask { try self.trace(seed: 5).fingerprint } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(results.count == 1)
        let inner = try SeededExecutor(seed: 9).run { try self.trace(seed: 5).fingerprint }
        #expect(results == [inner])
    }

    #if os(Linux) || os(macOS)
        @Test("work that comes back from another thread stops the program with a message")
        func foreignThread() async throws {
            let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                // A backtrace would take most of a minute.
                for number in [SIGILL, SIGTRAP, SIGABRT] { signal(number, SIG_DFL) }
                let executor = SeededExecutor(seed: 1)
                try executor.run {
                    try NativeThread.start(name: "elsewhere") { executor.spawn("escaped") {} }
                    // There is always something to do, so that no deadlock is reported before the other thread comes.
                    while true { await Task.yield() }
                }
            }
            let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            #expect(text.contains("While the seeded executor runs, a job came from another thread."))
        }
    #endif
}
