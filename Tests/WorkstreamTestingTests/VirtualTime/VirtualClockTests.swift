import Testing
import Workstream
import WorkstreamTesting

@Suite("VirtualClock", .timeLimit(.minutes(15)))
struct VirtualClockTests {
    @Test("an hour of sleep takes an hour of virtual time, exactly")
    func sleeping() throws {
        let executor = SeededExecutor(seed: 1, start: Timestamp(nanoseconds: 5))
        try executor.run { try await executor.clock.sleep(for: .seconds(3_600)) }
        #expect(executor.now == Timestamp(nanoseconds: 3_600_000_000_005))
    }

    @Test("sleeping until a moment that has passed takes no time")
    func past() throws {
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        try executor.run { try await executor.clock.sleep(until: executor.clock.now.advanced(by: .seconds(-5))) }
        #expect(executor.now == start)
    }

    @Test("cancelled sleep ends at once, also where the task was cancelled before")
    func cancelling() throws {
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        try executor.run {
            let task = executor.spawn("sleeper") {
                await #expect(throws: CancellationError.self) { try await executor.clock.sleep(for: .seconds(10)) }
                await #expect(throws: CancellationError.self) { try await executor.clock.sleep(for: .seconds(10)) }
            }
            await Task.yield()
            task.cancel()
            await task.value
        }
        #expect(executor.now == start)
    }

    @Test("sleep that ignores cancellation lasts its time")
    func ignoring() throws {
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        try executor.run {
            let task = executor.spawn("sleeper") { await executor.clock.sleepIgnoringCancellation(for: .seconds(10)) }
            task.cancel()
            await task.value
        }
        #expect(executor.now - start == .seconds(10))
    }

    @Test("a scheduled action runs at its time")
    func scheduling() throws {
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        let at = try executor.run {
            await withCheckedContinuation { continuation in
                executor.clock.schedule(at: executor.clock.now.advanced(by: .seconds(3))) { continuation.resume(returning: executor.now) }
            }
        }
        #expect(at - start == .seconds(3))
    }
}
