import Testing
import WorkstreamTesting

@testable import Workstream

/// Real threads and real time: plugins that block, or ignore their cancellation, until the test lets them go.
@Suite(.timeLimit(.minutes(15)))
struct BlockingPluginTests {
    private static let patience: Duration = .milliseconds(50)

    private static var options: EngineOptions {
        var options = EngineOptions()
        options.gracePeriod = patience
        return options
    }

    private static func action(_ plugin: String, timeout: Duration? = patience, retries: Int = 0) -> Node.Action {
        Node.Action(name: "a", plugin: plugin, request: [:], timeout: timeout, retries: retries)
    }

    @Test("S26 twice as many plugins as cores that block for ever harm only their own actions, which end by timeout and grace period")
    func blocking() async throws {
        let door = Door()
        defer { door.open() }
        let engine = try await Engine(storage: .memory, plugins: [Blocked(door: door), ScriptedAction("act")], options: Self.options)
        let count = 2 * NativeThread.coreCount
        let stuck = try await engine.submit(
            .one(sequences: count, [Self.action(Blocked.name, retries: 3)], concurrency: count, tolerated: .unlimited))
        let patient = try await engine.submit(.one(sequences: count, [Self.action(Blocked.name, timeout: nil)], concurrency: count))
        for id in [stuck, patient] { try await engine.start(id) }
        // All of them stand in their calls, and nobody has let them go.
        await door.waitForGuests(2 * count)
        for _ in 0..<3 { #expect(try await engine.run(.one(sequences: 20, concurrency: 20)).status == .completed) }
        let run = try await engine.wait(for: stuck)
        #expect(run.status == .completed)
        #expect(run.failures.count == count)
        #expect(run.failures.allSatisfy { $0.code == .abandoned })
        #expect(run.duration.map { $0 >= .milliseconds(100) } == true)
        // Those without a timeout still stand there.
        #expect(try await engine.snapshot(of: patient).status == .running)
        #expect(try await engine.run(.one(sequences: 20, concurrency: 20)).status == .completed)
        door.open()
        #expect(try await engine.wait(for: patient).status == .completed)
        try await engine.shutdown()
    }

    @Test("S26 S45 a plugin that blocks for ever does not keep an engine from being shut down")
    func shutdown() async throws {
        let door = Door()
        defer { door.open() }
        let engine = try await Engine(storage: .memory, plugins: [Blocked(door: door)], options: Self.options)
        let count = 2 * NativeThread.coreCount
        let id = try await engine.submit(.one(sequences: count, [Self.action(Blocked.name, timeout: nil)], concurrency: count))
        try await engine.start(id)
        await door.waitForGuests(count)
        async let waiting = #expect(throws: EngineError.self) { _ = try await engine.wait(for: id) }
        try await engine.shutdown(within: Self.patience)
        #expect(await waiting?.code == .closed)
    }

    @Test("S26 plugins that ignore their cancellation without blocking a thread are abandoned, and what they answer later is recorded")
    func ignoring() async throws {
        let (latch, done) = (Latch(), Latch())
        let deaf = ScriptedAction("deaf", .ignoreCancellation(until: latch))
        let slow = ScriptedAction(
            "slow",
            .perform { _ in
                await done.wait()
                return [:]
            })
        let engine = try await Engine(storage: .memory, plugins: [deaf, slow, ScriptedAction("act")], options: Self.options)
        var plan = Plan.one([Self.action("deaf")], tolerated: .unlimited)
        plan.blocks[0].concurrency = 2
        plan.blocks[0].sequences.append(Node.Sequence(name: "2", actions: [Self.action("slow", timeout: nil)]))
        let id = try await engine.submit(plan)
        try await engine.start(id)
        #expect(try await engine.run(.one(sequences: 20, concurrency: 20)).status == .completed)
        for try await event in engine.events(of: id) {
            if case .attemptEnded(let ended) = event.kind, ended.status == .failed { latch.open() }
            if case .lateAnswer = event.kind { done.open() }
        }
        let run = try await engine.wait(for: id)
        #expect(run["B/1/a"]?.state.reason?.code == .abandoned)
        #expect(run["B/1/a"]?.state.lastAttempt?.lateAnswer == .success(.empty))
        #expect(run.status == .completed)
        try await engine.shutdown()
    }
}

/// A door before which threads block until it is opened.
private final class Door: Sendable {
    private let isOpen = Monitor(false)
    private let condition = ThreadCondition()
    private let guests = Lock(0)
    private let arrivals: AsyncStream<Int>
    private let arrival: AsyncStream<Int>.Continuation

    init() {
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    /// Blocks this thread.
    func block() {
        arrival.yield(
            guests.withLock { count in
                count += 1
                return count
            })
        isOpen.wait(on: condition) { isOpen, _ in isOpen ? .proceed(()) : .sleep(atMost: nil) }
        // One lets the next one go.
        condition.signal()
    }

    /// Lets everybody go.
    func open() {
        isOpen.withLock { $0 = true }
        condition.signal()
    }

    /// Waits until so many threads block.
    func waitForGuests(_ count: Int) async {
        for await guests in arrivals where guests >= count { return }
    }
}

/// An action that blocks its thread.
private struct Blocked: ActionPlugin {
    static let name = "blocked"
    let retryPolicy = RetryPolicy.fast
    let door: Door

    func effect(of request: NoResponse) -> Effect { .idempotent }
    func execute(_ request: NoResponse, in context: PluginContext) async throws -> NoResponse {
        door.block()
        return NoResponse()
    }
}
