import Testing

@testable import Workstream

@Suite("Environment", .timeLimit(.minutes(15)))
struct EnvironmentTests {
    @Test("S72 the live clock begins with the wall clock and never goes back")
    func clock() throws {
        let environment = try Environment.live()
        var last = environment.now()
        #expect(abs((last - environment.wallClock()) / .seconds(1)) < 5)
        for _ in 0..<1_000 {
            let now = environment.now()
            #expect(now >= last)
            last = now
        }
    }

    @Test("seeds and ids differ")
    func randomness() throws {
        let environment = try Environment.live()
        #expect(environment.randomSeed() != environment.randomSeed())
        #expect(environment.uuid() != environment.uuid())
    }

    @Test("a spawned task has its name, runs, and can be cancelled")
    func spawning() async throws {
        let environment = try Environment.live()
        let (stream, continuation) = AsyncStream.makeStream(of: String?.self)
        let task = environment.spawn("a task") {
            continuation.yield(Task.name)
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiter in continuation.onTermination = { _ in waiter.resume() } }
            } onCancel: {
                continuation.finish()
            }
        }
        var names = stream.makeAsyncIterator()
        #expect(await names.next() == "a task")
        task.cancel()
        await task.value
    }

    @Test("a spawned plugin call runs on a thread of its own")
    func spawningPlugins() async throws {
        let environment = try Environment.live()
        let name: String = try await withCheckedThrowingContinuation { continuation in
            do {
                _ = try environment.spawnPlugin("a call") { continuation.resume(returning: NativeThread.currentName) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
        #expect(name == "workstream-call")
    }
}
