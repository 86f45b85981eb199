import Testing

@testable import Workstream

@Suite("Deferred work")
struct DeferredTests {
    /// How a body can end.
    enum Ending: CaseIterable { case success, failure, gateFailure }

    /// After which endings a batch runs, by its condition.
    static let rows: [(condition: DeferredCondition, endings: [Ending])] = [
        (.success, [.success]), (.failure, [.failure]), (.anyFailure, [.failure, .gateFailure]), (.always, Ending.allCases),
    ]

    @Test("S14 the condition of a batch says after which ending it runs", arguments: rows, Ending.allCases)
    func conditions(_ row: (condition: DeferredCondition, endings: [Ending]), _ ending: Ending) throws {
        for onPlan in [true, false] {
            let batches = [batch("d", row.condition, "x")]
            let checks = [group(.pre, "gate")]
            var trial = try Trial.started(
                plan(
                    checks: onPlan ? checks : [], deferred: onPlan ? batches : [],
                    block: {
                        if !onPlan {
                            $0.checks = checks
                            $0.deferred = batches
                        }
                    }, sequence("s", "a")))
            let prefix = onPlan ? "" : "B/"
            if ending == .gateFailure { trial.fail("\(prefix)pre-checks/gate") } else { trial.succeed("\(prefix)pre-checks/gate") }
            if ending == .success { trial.succeed("B/s/a") }
            if ending == .failure { trial.fail("B/s/a") }
            let runs = row.endings.contains(ending)
            #expect(trial.running == (runs ? ["\(prefix)d/x"] : []))
            #expect(trial.status("\(prefix)d") == (runs ? .running : .skipped))
            if runs { trial.succeed("\(prefix)d/x") }
            #expect(trial.finished == (ending == .success ? .completed : .failed))
        }
    }

    @Test("S14 chosen batches run in listed order, one after another; a failing action ends its batch, and the next still runs")
    func order() throws {
        var trial = try Trial.started(
            plan(deferred: [batch("1", .always, "a", "b"), batch("2", .failure, "x"), batch("3", .success, "c")], sequence("s", "a")))
        trial.succeed("B/s/a")
        #expect(trial.running == ["1/a"])
        #expect(trial.status("2") == .skipped)
        trial.fail("1/a")
        #expect(trial.status("1") == .failed)
        #expect(trial.status("1/b") == .notStarted)
        #expect(trial.running == ["3/c"])
        trial.succeed("3/c")
        #expect(trial.finished == .completed)
    }

    @Test("S14 a required batch that fails, fails its plan or block", arguments: [true, false])
    func required(_ onPlan: Bool) throws {
        let batches = [batch("d", .always, required: true, "x")]
        var trial = try Trial.started(plan(deferred: onPlan ? batches : [], block: { if !onPlan { $0.deferred = batches } }, sequence("s", "a")))
        trial.succeed("B/s/a")
        trial.fail(onPlan ? "d/x" : "B/d/x")
        #expect(trial.finished == .failed)
        #expect(trial.origin == (onPlan ? "d/x" : "B/d/x"))
    }

    @Test("S15 deferred checks run last, on success and on failure, and a failure of theirs counts", arguments: [true, false])
    func deferredChecks(_ bodySucceeds: Bool) throws {
        var trial = try Trial.started(plan(checks: [group(.deferred, "last")], deferred: [batch("d", .always, "x")], sequence("s", "a")))
        if bodySucceeds { trial.succeed("B/s/a") } else { trial.fail("B/s/a") }
        trial.succeed("d/x")
        #expect(trial.running == ["deferred-checks/last"])
        trial.fail("deferred-checks/last")
        #expect(trial.finished == .failed)
        #expect(trial.origin == (bodySucceeds ? "deferred-checks/last" : "B/s/a"))
    }

    @Test("S14 an exit delay is waited only after success")
    func noExitDelay() throws {
        var trial = try Trial.started(plan(block: { $0.exitDelay = .seconds(60) }, sequence("s", "a")))
        trial.fail("B/s/a")
        #expect(trial.finished == .failed)
    }

    @Test("S29 an action of a deferred batch whose source did not happen is skipped, and the batch goes on")
    func nothingToUndo() throws {
        var undo = batch("undo", .failure)
        undo.actions = [work("switch back", bound: true), work("restart")]
        var trial = try Trial(plan(deferred: [undo], sequence("s", "a")))
        trial.resolve = { _ in .missing("switch") }
        trial.start()
        trial.fail("B/s/a")
        #expect(trial.status("undo/switch back") == .skipped)
        #expect(trial.running == ["undo/restart"])
        trial.succeed("undo/restart")
        #expect(trial.status("undo") == .completed)
    }

    @Test("S45, S62 a shutdown between two batches: a rebuilt machine goes on with the next", arguments: [true, false])
    func shutdown(_ onPlan: Bool) throws {
        let batches = [batch("1", .always, "x"), batch("2", .always, "y")]
        var trial = try Trial.started(
            plan(deferred: onPlan ? batches : [], block: { if !onPlan { $0.deferred = batches } }, sequence("s", "a")))
        trial.succeed("B/s/a")
        trial.shutDown()
        trial.succeed(onPlan ? "1/x" : "B/1/x")
        #expect(trial.running.isEmpty)
        var next = RunMachine(trial.machine.state)
        var step = Step()
        next.handle(.due(node: onPlan ? 0 : trial.number("B")), at: trial.now, into: &step)
        #expect(step.commands == [.begin(node: trial.number(onPlan ? "2/y" : "B/2/y"), attempt: 1)])
    }
}
