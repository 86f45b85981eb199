import Foundation
import Testing
import Workstream
import WorkstreamTesting

@Suite("Environment.simulated", .timeLimit(.minutes(15)))
struct EnvironmentSimulatedTests {
    @Test("seeds and ids follow from the seed, and do not disturb the order")
    func identifiers() {
        func draw(_ seed: UInt64) -> (UInt64, String) {
            let environment = Environment.simulated(SeededExecutor(seed: seed))
            return (environment.randomSeed(), environment.uuid().uuidString)
        }
        #expect(draw(1) == draw(1))
        #expect(draw(1) != draw(2))
        let id = draw(1).1
        #expect(id.dropFirst(14).first == "4")
        #expect("89AB".contains(id.dropFirst(19).prefix(1)))
    }

    @Test("the watchdog runs on virtual time")
    func watchdog() throws {
        let executor = SeededExecutor(seed: 1)
        let environment = Environment.simulated(executor)
        let start = executor.now
        let times = try executor.run {
            let watchdog = try Watchdog(environment: environment)
            let (stream, continuation) = AsyncStream.makeStream(of: Timestamp.self)
            for seconds in [50, 10, 30] { watchdog.schedule(at: start + .seconds(seconds)) { continuation.yield(environment.now()) } }
            let dropped = watchdog.schedule(at: start + .seconds(5)) { Issue.record("a cancelled timer ran") }
            watchdog.cancel(dropped)
            try await watchdog.sleep(until: start + .seconds(20))
            var times = [executor.now]
            for await time in stream.prefix(3) { times.append(time) }
            watchdog.stop()
            return times
        }
        #expect(times.map { $0 - start } == [.seconds(20), .seconds(10), .seconds(30), .seconds(50)])
        #expect(throws: SeededExecutor.Failure.self, "a stopped watchdog leaves no timer") {
            try executor.run { await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in } }
        }
        #expect(executor.now - start == .seconds(50))
    }

    @Test("plugin calls run on the executor, and can be cancelled and abandoned")
    func plugins() throws {
        try withVirtualTime(seed: 4) { executor in
            let environment = Environment.simulated(executor)
            let here = NativeThread.currentID
            let call = try environment.spawnPlugin("call") {
                #expect(NativeThread.currentID == here)
                await #expect(throws: CancellationError.self) { try await executor.clock.sleep(for: .seconds(1)) }
            }
            await Task.yield()
            call.cancel()
            call.abandon()
            await call.task.value
        }
    }
}
