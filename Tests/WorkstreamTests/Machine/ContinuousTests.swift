import Testing
import Workstream

@Suite("Continuous checks")
struct ContinuousTests {
    private func plan(retries: Int = 0) -> Plan {
        WorkstreamTests.plan(checks: [group(.continuous, "x", "y", every: .seconds(10), retries: retries)], sequence("s", "a"))
    }

    private func running(retries: Int = 0) throws -> Trial {
        var trial = try Trial.started(plan(retries: retries))
        trial.succeed("continuous-checks/x", "continuous-checks/y")
        return trial
    }

    @Test("S7 the interval is measured from the end of one run to the start of the next")
    func interval() throws {
        var trial = try running()
        trial.pass(.seconds(10))
        trial.pass(.seconds(4))
        trial.succeed("continuous-checks/x", "continuous-checks/y")
        trial.pass(.seconds(9))
        #expect(trial.running == ["B/s/a"])
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/s/a", "continuous-checks/x", "continuous-checks/y"])
    }

    @Test("S6 a group never has two runs under way, however long one takes")
    func oneRun() throws {
        var trial = try running()
        trial.pass(.seconds(10))
        trial.pass(.seconds(500))
        #expect(trial.running == ["B/s/a", "continuous-checks/x", "continuous-checks/y"])
    }

    @Test("S7 passing runs have one coalesced event, which rides on the next append")
    func coalesced() throws {
        var trial = try running()
        for _ in 1...3 {
            trial.pass(.seconds(10))
            trial.succeed("continuous-checks/x", "continuous-checks/y")
        }
        let count = trial.journal.count
        #expect(passes(trial).isEmpty)
        trial.succeed("B/s/a")
        #expect(trial.journal.count > count)
        #expect(passes(trial) == [3])
        #expect(trial.finished == .completed)
    }

    @Test("S7 a coalesced event comes at the latest each minute")
    func eachMinute() throws {
        var trial = try running()
        for _ in 1...12 {
            trial.pass(.seconds(10))
            trial.succeed("continuous-checks/x", "continuous-checks/y")
        }
        #expect(passes(trial) == [6, 6])
    }

    @Test("S7 a failing run is recorded whole, with its attempts")
    func recordedWhole() throws {
        var trial = try running(retries: 1)
        trial.pass(.seconds(10))
        trial.fail("continuous-checks/x")
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/s/a", "continuous-checks/x", "continuous-checks/y"])
        trial.fail("continuous-checks/x")
        #expect(trial.status("continuous-checks/x") == .failed)
        #expect(trial.status("continuous-checks") == .running)
        let attempts = trial.events("continuous-checks/x").compactMap { if case .attemptEnded(let ended) = $0 { ended.status } else { nil } }
        #expect(attempts == [.completed, .running, .failed])
        trial.succeed("continuous-checks/y", "B/s/a")
        #expect(trial.status("continuous-checks") == .failed)
        #expect(trial.finished == .failed)
    }

    @Test("S8 when the body ends, a run under way finishes, and its verdict counts", arguments: [true, false])
    func awaited(_ passes: Bool) throws {
        var trial = try running()
        trial.pass(.seconds(10))
        trial.succeed("B/s/a", "continuous-checks/x")
        #expect(trial.finished == nil)
        if passes { trial.succeed("continuous-checks/y") } else { trial.fail("continuous-checks/y") }
        #expect(trial.finished == (passes ? .completed : .failed))
    }

    @Test("S8 when the body ends, a check that waits for its next attempt has the verdict of its last one")
    func waitingCheck() throws {
        var trial = try running(retries: 3)
        trial.pass(.seconds(10))
        trial.succeed("continuous-checks/y")
        trial.fail("continuous-checks/x")
        #expect(trial.finished == nil)
        trial.succeed("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "continuous-checks/x")
    }

    @Test("S8 a continuous check of a block fails the block at that moment, and then the plan")
    func blockLevel() throws {
        var trial = try Trial.started(
            WorkstreamTests.plan(
                block: {
                    $0.checks = [group(.continuous, "x")]
                    $0.deferred = [batch("undo", .failure, "restore")]
                }, sequence("s", "a"), sequence("t", "b")))
        trial.succeed("B/continuous-checks/x")
        trial.pass(.seconds(10))
        trial.fail("B/continuous-checks/x")
        trial.succeed("B/s/a")
        #expect(trial.status("B/t") == .notStarted)
        #expect(trial.running == ["B/undo/restore"])
        trial.succeed("B/undo/restore")
        #expect(trial.status("B") == .failed)
        #expect(trial.finished == .failed)
        #expect(trial.origin == "B/continuous-checks/x")
    }

    @Test("S1 the loop ends with the body: nothing of it runs during post-checks or deferred work")
    func stopsWithBody() throws {
        var trial = try Trial.started(
            WorkstreamTests.plan(checks: [group(.continuous, "x"), group(.post, "after")], deferred: [batch("d", .always, "z")], sequence("s", "a")))
        trial.succeed("continuous-checks/x", "B/s/a")
        trial.pass(.seconds(100))
        #expect(trial.running == ["post-checks/after"])
        trial.succeed("post-checks/after")
        trial.pass(.seconds(100))
        #expect(trial.running == ["d/z"])
    }

    @Test("S45, S7 a shutdown stores the runs that passed, also those that pass after it")
    func shutdown() throws {
        var trial = try running()
        trial.pass(.seconds(10))
        trial.succeed("continuous-checks/x", "continuous-checks/y")
        trial.pass(.seconds(10))
        trial.shutDown()
        #expect(passes(trial) == [1])
        trial.succeed("continuous-checks/x", "continuous-checks/y")
        #expect(passes(trial) == [1, 1])
    }

    @Test("S7 a wake-up that comes early begins no run")
    func early() throws {
        var trial = try running()
        trial.pass(.seconds(9))
        trial.feed(.due(node: trial.number("continuous-checks")))
        #expect(trial.running == ["B/s/a"])
    }

    @Test("S8 once the body has ended, a check that fails is not tried again")
    func noRetryAfterBody() throws {
        var trial = try running(retries: 3)
        trial.pass(.seconds(10))
        trial.succeed("B/s/a")
        trial.fail("continuous-checks/x")
        #expect(trial.status("continuous-checks/x") == .failed)
        trial.fail("continuous-checks/y")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "continuous-checks/x")
    }

    @Test("S8 when the body ends, a check of a run that failed already has the verdict of its last attempt too")
    func waitingBesideFailure() throws {
        var trial = try running(retries: 3)
        trial.pass(.seconds(10))
        trial.fail("continuous-checks/x", permanent: true)
        trial.fail("continuous-checks/y")
        #expect(trial.status("continuous-checks/y") == .running)
        trial.succeed("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.attempts("continuous-checks/y") == 2)
    }

    private func passes(_ trial: Trial) -> [Int] {
        trial.events("continuous-checks").compactMap { if case .continuousPassed(let passed) = $0 { passed.runs } else { nil } }
    }
}
