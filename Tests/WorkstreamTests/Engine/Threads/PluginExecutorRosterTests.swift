import Testing

@testable import Workstream

@Suite("PluginExecutor.Roster")
struct PluginExecutorRosterTests {
    private typealias Roster = PluginExecutor.Roster<Int>

    private let pool: PluginExecutor.Pool
    private let limits = PluginExecutor.Limits(eager: 2, threads: 4, writtenOff: 2)

    init() throws {
        pool = try PluginExecutor.Pool(limits: limits)
    }

    private func call() -> PluginExecutor.Call { PluginExecutor.Call(pool: pool) }

    /// Adds a job, and gives the thread that must be started for it.
    private func started(_ roster: inout Roster, _ work: Int, _ call: PluginExecutor.Call? = nil) -> Int? {
        guard case .start(let worker) = roster.enqueue(.init(work: work, call: call ?? self.call())) else { return nil }
        return worker
    }

    /// What a thread does next: its work, or nil where it sleeps or ends.
    private func work(_ roster: inout Roster, _ worker: Int) -> Int? {
        guard case .run(let job) = roster.next(for: worker, isOverdue: false) else { return nil }
        return job.work
    }

    @Test("threads start at once up to the number of cores, then the roster is watched")
    func eager() throws {
        var roster = Roster(limits: limits)
        let first = try #require(started(&roster, 1))
        #expect(work(&roster, first) == 1)
        let second = try #require(started(&roster, 2))
        #expect(work(&roster, second) == 2)
        guard case .watch = roster.enqueue(.init(work: 3, call: call())) else {
            Issue.record("the roster must be watched")
            return
        }
        guard case .nothing = roster.enqueue(.init(work: 4, call: call())) else {
            Issue.record("once watched, more jobs need nothing")
            return
        }
        #expect(roster.census == .init(threads: 2, idle: 0, writtenOff: 0, waiting: 2))
    }

    @Test("each thread that has been stuck for two ticks gets a replacement while jobs wait, up to the limit")
    func growth() throws {
        var roster = Roster(limits: limits)
        for job in 0..<2 {
            let worker = try #require(started(&roster, job))
            #expect(work(&roster, worker) == job)
        }
        for job in 2..<10 { _ = roster.enqueue(.init(work: job, call: call())) }
        #expect(roster.tick() == (start: [], goesOn: true))
        #expect(roster.tick() == (start: [2, 3], goesOn: true))
        #expect(work(&roster, 2) == 2)
        #expect(work(&roster, 3) == 3)
        for _ in 0..<5 { #expect(roster.tick() == (start: [], goesOn: true)) }
        #expect(roster.census == .init(threads: 4, idle: 0, writtenOff: 0, waiting: 6))
    }

    @Test("where all threads are stuck, they grow by half at least")
    func fastGrowth() throws {
        var roster = Roster(limits: .init(eager: 2, threads: 100))
        for job in 0..<100 {
            if let worker = started(&roster, job) { #expect(work(&roster, worker) == job) }
        }
        var counts: [Int] = []
        for _ in 0..<40 {
            for worker in roster.tick().start { #expect(work(&roster, worker) != nil) }
            counts.append(roster.census.threads)
        }
        #expect(counts.reduce(into: []) { if $0.last != $1 { $0.append($1) } } == [2, 4, 6, 9, 13, 19, 28, 42, 63, 94, 100])
    }

    @Test("a thread keeps the first job that its own job makes, and others are woken for the next")
    func keptJobs() throws {
        var roster = Roster(limits: limits)
        let first = try #require(started(&roster, 1))
        let second = try #require(started(&roster, 2))
        #expect(work(&roster, first) == 1)
        #expect(work(&roster, second) == 2)
        #expect(work(&roster, second) == nil)
        guard case .watch = roster.enqueue(.init(work: 3, call: call()), from: first) else {
            Issue.record("a kept job must be watched")
            return
        }
        guard case .wake = roster.enqueue(.init(work: 4, call: call()), from: first) else {
            Issue.record("a thread must be woken for the second job")
            return
        }
        #expect(work(&roster, first) == 3)
        #expect(work(&roster, second) == 4)
        guard case .nothing = roster.enqueue(.init(work: 5, call: call()), from: first) else {
            Issue.record("the watch still lasts")
            return
        }
        #expect(work(&roster, first) == 5)
    }

    @Test("a kept job of a thread that blocks gets a thread of its own")
    func keptJobOfBlockedThread() throws {
        var roster = Roster(limits: .init(eager: 1, threads: 4))
        let first = try #require(started(&roster, 1))
        #expect(work(&roster, first) == 1)
        _ = roster.enqueue(.init(work: 2, call: call()), from: first)
        #expect(roster.tick() == (start: [], goesOn: true))
        let tick = roster.tick()
        #expect(tick.start.count == 1)
        #expect(work(&roster, tick.start[0]) == 2)
    }

    @Test("the watch ends when no job waits, and begins again")
    func watch() throws {
        var roster = Roster(limits: limits)
        let first = try #require(started(&roster, 1))
        #expect(work(&roster, first) == 1)
        let second = try #require(started(&roster, 2))
        #expect(work(&roster, second) == 2)
        _ = roster.enqueue(.init(work: 3, call: call()))
        #expect(work(&roster, first) == 3)
        #expect(roster.tick() == (start: [], goesOn: false))
        guard case .watch = roster.enqueue(.init(work: 4, call: call())) else {
            Issue.record("the roster must be watched again")
            return
        }
    }

    @Test("the thread that was idle last is woken first, and an idle one ends after its limit")
    func idle() throws {
        var roster = Roster(limits: limits)
        let first = try #require(started(&roster, 1))
        let second = try #require(started(&roster, 2))
        #expect(work(&roster, first) == 1)
        #expect(work(&roster, second) == 2)
        #expect(work(&roster, first) == nil)
        #expect(work(&roster, second) == nil)
        guard case .wake(let condition) = roster.enqueue(.init(work: 3, call: call())) else {
            Issue.record("an idle thread must be woken")
            return
        }
        #expect(condition === roster.condition(of: second))
        guard case .end = roster.next(for: first, isOverdue: true) else {
            Issue.record("an idle thread must end")
            return
        }
        // The woken one has work, even where its limit passed at the same moment.
        guard case .run(let job) = roster.next(for: second, isOverdue: true) else {
            Issue.record("the job must run")
            return
        }
        #expect(job.work == 3)
        #expect(roster.census == .init(threads: 1, idle: 0, writtenOff: 0, waiting: 0))
    }

    @Test("abandoned calls do not count, their later jobs neither, and a thread that returns counts again or ends")
    func writingOff() throws {
        var roster = Roster(limits: limits)
        let lost = call()
        let first = try #require(started(&roster, 1, lost))
        #expect(work(&roster, first) == 1)
        roster.abandon(lost)
        roster.abandon(lost)
        #expect(roster.census == .init(threads: 0, idle: 0, writtenOff: 1, waiting: 0))
        let second = try #require(started(&roster, 2, lost))
        #expect(work(&roster, second) == 2)
        #expect(roster.census == .init(threads: 0, idle: 0, writtenOff: 2, waiting: 0))
        #expect(work(&roster, second) == nil)
        #expect(roster.census == .init(threads: 1, idle: 1, writtenOff: 1, waiting: 0))
        // Four threads are there when the lost one returns: it is the fifth.
        for job in 3..<10 { _ = roster.enqueue(.init(work: job, call: call())) }
        _ = roster.tick()
        for worker in [second, 2] { #expect(work(&roster, worker) != nil) }
        while roster.census.threads < 4 {
            for worker in roster.tick().start { #expect(work(&roster, worker) != nil) }
        }
        guard case .end = roster.next(for: first, isOverdue: false) else {
            Issue.record("a thread too many must end")
            return
        }
        #expect(roster.census.threads == 4)
        #expect(roster.census.writtenOff == 0)
    }

    @Test("after the stop idle threads end, busy ones when they are done, and waiting jobs still run")
    func stopping() throws {
        var roster = Roster(limits: limits)
        let first = try #require(started(&roster, 1))
        let second = try #require(started(&roster, 2))
        #expect(work(&roster, first) == 1)
        #expect(work(&roster, second) == 2)
        #expect(work(&roster, second) == nil)
        #expect(roster.stop().count == 1)
        guard case .end = roster.next(for: second, isOverdue: false) else {
            Issue.record("an idle thread must end")
            return
        }
        _ = roster.enqueue(.init(work: 3, call: call()))
        #expect(work(&roster, first) == 3)
        guard case .end = roster.next(for: first, isOverdue: false) else {
            Issue.record("a thread without work must end")
            return
        }
        #expect(roster.census.threads == 1)
    }

    @Test("a thread that could not be started is tried again at a tick")
    func failedStart() throws {
        var roster = Roster(limits: limits)
        let first = try #require(started(&roster, 1))
        roster.startFailed(first)
        #expect(roster.census == .init(threads: 0, idle: 0, writtenOff: 0, waiting: 1))
        #expect(roster.tick() == (start: [first], goesOn: true))
        #expect(work(&roster, first) == 1)
    }
}
