import Testing
import Workstream
import WorkstreamTesting

@Suite("Virtual time as a trait", .timeLimit(.minutes(15)))
struct VirtualTimeTraitTests {
    @Test("an hour takes no time, and the test runs on its executor", .virtualTime)
    func hour() async throws {
        let executor = try #require(SeededExecutor.current)
        let thread = NativeThread.currentID
        let (start, steady) = (executor.now, ContinuousClock.now)
        try await executor.clock.sleep(for: .seconds(3_600))
        #expect(executor.now - start == .seconds(3_600))
        #expect(NativeThread.currentID == thread)
        #expect(ContinuousClock.now - steady < .seconds(600))
    }

    @Test("each case of a test has an executor of its own", .virtualTime, arguments: 1...3)
    func cases(number: Int) async throws {
        let executor = try #require(SeededExecutor.current)
        let start = executor.now
        try await executor.clock.sleep(for: .seconds(number))
        #expect(executor.now - start == .seconds(number) && start == SeededExecutor(seed: 1).now)
    }

    @Test("the order of child tasks follows from the seed", .virtualTime(seed: 7))
    func order() async throws {
        let found = await Self.order()
        #expect(found.sorted() == Array(0..<20) && found != found.sorted())
        // What another executor does on the same thread is its own affair.
        #expect(try SeededExecutor(seed: 7).run { await Self.order() } == found)
        #expect(try SeededExecutor(seed: 8).run { await Self.order() } != found)
    }

    private static func order() async -> [Int] {
        await withTaskGroup { group in
            for number in 0..<20 { group.addTask { number } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Suite("A suite in virtual time", .virtualTime)
    struct Inner {
        @Test("every test of it has its own executor, and plugins are called in its time")
        func harness() async throws {
            let executor = try #require(SeededExecutor.current)
            let start = executor.now
            let call = try await PluginHarness(ScriptedAction("slow", .take(.seconds(1_000)))).call([:], timeout: nil)
            #expect(call.status == .completed && executor.now - start >= .seconds(1_000))
        }

        @Test("a test that waits does not need to be asynchronous itself")
        func synchronous() {
            #expect(SeededExecutor.current != nil)
        }
    }

    @Test("other tests have none")
    func none() {
        #expect(SeededExecutor.current == nil)
    }

    @Test("what waits for ever is recorded and cancelled")
    func deadlock() async throws {
        let trait = VirtualTimeTrait.virtualTime
        let ended = Lock(false)
        let test = try #require(Test.current)
        try await withKnownIssue {
            try await trait.provideScope(for: test, testCase: nil) {
                defer { ended.withLock { $0 = true } }
                try await Sleeper().sleep {}
            }
        } matching: { issue in
            issue.error is SeededExecutor.Failure || issue.error is CancellationError
        }
        #expect(ended.withLock { $0 })
    }

    @Test("what the test throws is thrown")
    func throwing() async throws {
        let test = try #require(Test.current)
        await #expect(throws: PluginError.self) {
            try await VirtualTimeTrait.virtualTime.provideScope(for: test, testCase: nil) { throw PluginError(.failed, "no") }
        }
    }
}
