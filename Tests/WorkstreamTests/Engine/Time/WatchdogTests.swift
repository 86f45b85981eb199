import Testing

@testable import Workstream

@Suite("Watchdog", .timeLimit(.minutes(15)))
struct WatchdogTests {
    @Test("timers run when they are due, in order, and only once")
    func order() throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        let log = Lock<[Int]>([])
        watchdog.schedule(at: time.at(30)) { log.withLock { $0.append(30) } }
        watchdog.schedule(at: time.at(10)) { log.withLock { $0.append(10) } }
        watchdog.schedule(at: time.at(20)) { log.withLock { $0.append(20) } }
        time.advance(to: 9)
        #expect(log.withLock { $0 } == [])
        time.advance(to: 20)
        #expect(log.withLock { $0 } == [10, 20])
        time.advance(to: 100)
        #expect(log.withLock { $0 } == [10, 20, 30])
        #expect(watchdog.count == 0)
    }

    @Test("a cancelled timer does not run, and cancelling says whether it was in time")
    func cancelling() throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        let log = Lock<[Int]>([])
        let early = watchdog.schedule(at: time.at(10)) { log.withLock { $0.append(10) } }
        let late = watchdog.schedule(at: time.at(20)) { log.withLock { $0.append(20) } }
        #expect(watchdog.cancel(early))
        #expect(!watchdog.cancel(early))
        time.advance(to: 20)
        #expect(log.withLock { $0 } == [20])
        #expect(!watchdog.cancel(late))
    }

    @Test("an action may set and cancel timers")
    func reentrance() throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        let log = Lock<[Int]>([])
        let victim = watchdog.schedule(at: time.at(50)) { log.withLock { $0.append(50) } }
        watchdog.schedule(at: time.at(10)) {
            watchdog.cancel(victim)
            watchdog.schedule(at: time.at(40)) { log.withLock { $0.append(40) } }
            watchdog.schedule(at: time.at(5)) { log.withLock { $0.append(5) } }
        }
        time.advance(to: 10)
        #expect(log.withLock { $0 } == [5])
        time.advance(to: 60)
        #expect(log.withLock { $0 } == [5, 40])
    }

    @Test("100,000 timeouts that are set and cancelled set the alarm once")
    func manyTimers() throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        var timers: [TimerID] = []
        for number in 0..<100_000 { timers.append(watchdog.schedule(at: time.at(1_000 + number)) {}) }
        #expect(watchdog.count == 100_000)
        for timer in timers { watchdog.cancel(timer) }
        #expect(watchdog.count == 0)
        #expect(time.wishes == 1)
    }

    @Test("a sleeper wakes at its time")
    func sleeping() async throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        async let slept: Void = watchdog.sleep(until: time.at(10))
        await time.wish()
        time.advance(to: 10)
        try await slept
        #expect(watchdog.count == 0)
    }

    @Test("a cancelled sleeper ends with a CancellationError and leaves no timer")
    func cancelledSleep() async throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        let task = Task { try await watchdog.sleep(until: time.at(10)) }
        await time.wish()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(watchdog.count == 0)
    }

    @Test("stopping ends all sleep, present and later, and drops all timers")
    func stopping() async throws {
        let time = ManualTime()
        let watchdog = try Watchdog(environment: time.environment)
        let task = Task { try await watchdog.sleep(until: time.at(10)) }
        await time.wish()
        watchdog.stop()
        await #expect(throws: CancellationError.self) { try await task.value }
        await #expect(throws: CancellationError.self) { try await watchdog.sleep(until: time.at(10)) }
        watchdog.schedule(at: time.at(1)) { Issue.record("a timer of a stopped watchdog ran") }
        #expect(watchdog.count == 0)
        time.advance(to: 20)
    }

    @Test("in real time, timers run in order, also while every thread of the shared pool is blocked")
    func realTime() async throws {
        let environment = try Environment.live()
        let watchdog = try Watchdog(environment: environment)
        let gate = Gate()
        let log = Lock<[Int]>([])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<(2 * NativeThread.coreCount) { group.addTask { gate.pass() } }
            let now = environment.now()
            watchdog.schedule(at: now + .milliseconds(20)) {
                log.withLock { $0.append(20) }
                gate.open()
            }
            watchdog.schedule(at: now + .milliseconds(10)) { log.withLock { $0.append(10) } }
            watchdog.schedule(at: now + .milliseconds(-10)) { log.withLock { $0.append(-10) } }
        }
        #expect(log.withLock { $0 } == [-10, 10, 20])
    }
}
