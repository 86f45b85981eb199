import Testing

@testable import Workstream

@Suite("PluginExecutor", .timeLimit(.minutes(15)))
struct PluginExecutorTests {
    private actor Counter {
        private(set) var count = 0
        func increase() -> String {
            count += 1
            return NativeThread.currentName
        }
    }

    /// Begins a call and gives what it returns.
    private func call<Result: Sendable>(_ executor: PluginExecutor, _ body: @escaping @Sendable () async -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            do {
                _ = try executor.spawn("call") { continuation.resume(returning: await body()) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    @concurrent private func elsewhere() async -> String { NativeThread.currentName }

    @Test("1,000 calls end although twice as many calls as there are cores block for ever")
    func blockingCalls() async throws {
        // Threads that have nothing to do stay, so that they can be counted in the end.
        let executor = try PluginExecutor(limits: .init(idle: .seconds(3_600)))
        let gate = Gate()
        defer { gate.open() }
        for _ in 0..<(2 * NativeThread.coreCount) { _ = try executor.spawn("blocking") { gate.pass() } }
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    try await self.call(executor) {
                        await Task.yield()
                        return number
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(total == 499_500)
        #expect(executor.census.threads >= 2 * NativeThread.coreCount + 1)
    }

    @Test("everything that a call awaits, and its child tasks, run on threads of the executor")
    func nestedWork() async throws {
        let executor = try PluginExecutor()
        let counter = Counter()
        let names = try await call(executor) {
            var names = [NativeThread.currentName]
            names.append(await self.elsewhere())
            async let child = self.elsewhere()
            names.append(await child)
            names += await withTaskGroup(of: String.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        await Task.yield()
                        return NativeThread.currentName
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            names.append(await counter.increase())
            try? await Task.sleep(for: .microseconds(1))
            names.append(NativeThread.currentName)
            return names
        }
        #expect(names.count == 15)
        #expect(Set(names) == ["workstream-call"])
    }

    @Test("at the limit of written-off threads a call is refused, and what is there goes on")
    func refusal() async throws {
        let executor = try PluginExecutor(limits: .init(eager: 1, threads: 1, writtenOff: 2))
        let gate = Gate()
        defer { gate.open() }
        for number in 0..<2 {
            // With one thread allowed, the next call can only begin because the one before was written off.
            let task = try await withCheckedThrowingContinuation { continuation in
                Self.begin(executor, gate, continuation)
            }
            task.abandon()
            #expect(executor.census.writtenOff == number + 1)
            #expect(executor.census.threads == 0)
        }
        let refusal = #expect(throws: PluginExecutor.Refusal.self) { try executor.spawn("call") {} }
        #expect(refusal == PluginExecutor.Refusal(writtenOff: 2, limit: 2))
    }

    /// Begins a call that blocks, and hands over its task from inside.
    private static func begin(_ executor: PluginExecutor, _ gate: Gate, _ continuation: CheckedContinuation<PluginTask, any Error>) {
        let (stream, handOver) = AsyncStream.makeStream(of: PluginTask.self)
        do {
            let task = try executor.spawn("blocking") {
                for await task in stream.prefix(1) { continuation.resume(returning: task) }
                gate.pass()
            }
            handOver.yield(task)
        } catch {
            continuation.resume(throwing: error)
        }
    }

    @Test("a call can be cancelled and goes on when its executor is let go")
    func cancelling() async throws {
        var executor: PluginExecutor? = try PluginExecutor()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = try executor?.spawn("call") {
            let (never, _) = AsyncStream.makeStream(of: Void.self)
            start.yield()
            for await _ in never {}
            start.finish()
        }
        for await _ in started.prefix(1) {}
        executor = nil
        task?.cancel()
        await task?.task.value
    }
}
