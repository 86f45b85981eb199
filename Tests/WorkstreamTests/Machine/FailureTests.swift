import Testing
import Workstream

@Suite("Failures, and what they do to work in flight")
struct FailureTests {
    private func threeWide(policy: FailurePolicy = .finishActions) -> Plan {
        plan(
            block: {
                $0.concurrency = 3
                $0.failurePolicy = policy
                $0.deferred = [batch("undo", .failure, "restore")]
            }, sequence("1", "a", "b"), sequence("2", "a", "b"), Node.Sequence(name: "3", actions: [work("a", retries: 3), work("b")]),
            sequence("4", "a"))
    }

    @Test("S11, S12 finishActions: attempts in flight finish, nothing more begins, deferred work waits for the last")
    func finishActions() throws {
        var trial = try Trial.started(threeWide())
        trial.fail("B/1/a")
        #expect(trial.running == ["B/2/a", "B/3/a"])
        #expect(trial.cancelled.isEmpty)
        trial.succeed("B/2/a")
        #expect(trial.status("B/2") == .stopped)
        #expect(trial.status("B/2/a") == .completed)
        #expect(trial.status("B/2/b") == .notStarted)
        #expect(trial.running == ["B/3/a"])
        trial.fail("B/3/a")
        #expect(trial.status("B/3/a") == .stopped)
        #expect(trial.status("B/3") == .stopped)
        #expect(trial.failure("B/3/a")?.code == .failed)
        #expect(trial.status("B/4") == .notStarted)
        #expect(trial.running == ["B/undo/restore"])
        trial.succeed("B/undo/restore")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "B/1/a")
    }

    @Test("S12 finishActions: an attempt in flight that fails for good fails its action")
    func failsForGood() throws {
        var trial = try Trial.started(threeWide())
        trial.fail("B/1/a")
        trial.fail("B/2/a")
        trial.fail("B/3/a", permanent: true)
        #expect(trial.status("B/2") == .failed)
        #expect(trial.status("B/3/a") == .failed)
        #expect(trial.status("B/3") == .failed)
    }

    @Test("S12 finishActions: an action that waits for its next attempt is stopped, and keeps its last error")
    func waitingIsStopped() throws {
        var trial = try Trial.started(threeWide())
        trial.fail("B/3/a")
        trial.fail("B/1/a")
        #expect(trial.status("B/3/a") == .stopped)
        #expect(trial.failure("B/3/a")?.message == "B/3/a went wrong")
        trial.succeed("B/2/a")
        trial.pass(.seconds(600))
        #expect(trial.attempts("B/3/a") == 1)
    }

    @Test("S12 finishActions: a sequence whose last action succeeds is completed")
    func lastActionCompletes() throws {
        var trial = try Trial.started(plan(block: { $0.concurrency = 2 }, sequence("1", "a"), sequence("2", "a")))
        trial.fail("B/1/a")
        trial.succeed("B/2/a")
        #expect(trial.status("B/2") == .completed)
        #expect(trial.finished == .failed)
    }

    @Test("S12 finishSequences: running sequences go on as usual, with retries, and none begins")
    func finishSequences() throws {
        var trial = try Trial.started(threeWide(policy: .finishSequences))
        trial.fail("B/1/a")
        trial.succeed("B/2/a")
        #expect(trial.running == ["B/2/b", "B/3/a"])
        trial.fail("B/3/a")
        trial.pass(.seconds(1))
        trial.succeed("B/3/a", "B/3/b", "B/2/b")
        #expect(trial.status("B/3") == .completed)
        #expect(trial.status("B/4") == .notStarted)
        #expect(trial.running == ["B/undo/restore"])
    }

    @Test("S12 cancel: attempts in flight are cancelled and awaited")
    func cancel() throws {
        var trial = try Trial.started(threeWide(policy: .cancel))
        trial.fail("B/1/a")
        #expect(trial.cancelled.map(\.path).sorted() == ["B/2/a", "B/3/a"])
        trial.endCancelled("B/2/a")
        #expect(trial.status("B/2/a") == .stopped)
        #expect(trial.failure("B/2/a")?.isOutcomeUnknown == true)
        #expect(trial.running == ["B/3/a"])
        trial.succeed("B/3/a")
        #expect(trial.status("B/3/a") == .completed)
        #expect(trial.running == ["B/undo/restore"])
    }

    @Test("S9, S10 a failed block fails the plan with the same cause: later blocks do not begin, post-checks do not run")
    func failedBlock() throws {
        var trial = try Trial.started(
            Plan(
                name: "P", checks: [group(.post, "after")],
                blocks: [Node.Block(name: "A", sequences: [sequence("s", "a")]), Node.Block(name: "B", sequences: [sequence("s", "b")])]))
        trial.fail("A/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.status("B") == .notStarted)
        #expect(trial.origin == "A/s/a")
        #expect(trial.attempts("post-checks/after") == 0)
    }

    @Test("S9 a block in its entrance delay is stopped at once when the plan fails, and its body never began")
    func entranceDelay() throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(1))],
                block: {
                    $0.entranceDelay = .seconds(60)
                    $0.deferred = [batch("undo", .failure, "x"), batch("tell", .anyFailure, "y")]
                }, sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive")
        #expect(trial.running == ["B/tell/y"])
        #expect(trial.status("B/undo") == .skipped)
        trial.succeed("B/tell/y")
        #expect(trial.status("B") == .stopped)
        #expect(trial.finished == .failed)
    }

    @Test("S9 a block in its exit delay stays completed when the plan fails, and the delay ends")
    func exitDelay() throws {
        var trial = try Trial.started(
            plan(checks: [group(.continuous, "alive", every: .seconds(1))], block: { $0.exitDelay = .seconds(60) }, sequence("s", "a")))
        trial.succeed("continuous-checks/alive", "B/s/a")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive")
        #expect(trial.status("B") == .completed)
        #expect(trial.finished == .failed)
    }

    @Test("S31 the reason is the first failure that counts, whatever fails later")
    func firstCause() throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(1))], deferred: [batch("undo", .failure, required: true, "restore")],
                sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive")
        trial.fail("B/s/a")
        trial.fail("undo/restore")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "continuous-checks/alive")
    }

    @Test("S11, S28 an action whose request is filled in only after its sequence was ended does not begin", arguments: FailurePolicy.allCases)
    func endedBeforeResolved(_ policy: FailurePolicy) throws {
        let bound = { Node.Sequence(name: $0, actions: [work("a", bound: true)]) }
        var trial = try Trial(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = policy
                }, bound("1"), bound("2")))
        trial.resolve = { $0 == "B/1/a" ? .refused(Failure(.bindingFailed, "no", isPermanent: true)) : .request(.empty) }
        trial.start()
        #expect(trial.running == (policy == .finishSequences ? ["B/2/a"] : []))
        #expect(trial.finished == (policy == .finishSequences ? nil : .failed))
    }

    @Test("S12, S28 cancel: a check whose request is not filled in yet is stopped, and never called")
    func cancelBeforeResolved() throws {
        var checked = sequence("2", "a", checks: [group(.pre, "x")])
        checked.checks[0].checks = [work("x", bound: true), work("y")]
        var trial = try Trial(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = .cancel
                }, Node.Sequence(name: "1", actions: [work("a", bound: true)]), checked))
        trial.resolve = { $0 == "B/1/a" ? .refused(Failure(.bindingFailed, "no", isPermanent: true)) : .request(.empty) }
        trial.start()
        #expect(trial.cancelled.map(\.path) == ["B/2/pre-checks/y"])
        #expect(trial.running == ["B/2/pre-checks/y"])
        trial.endCancelled("B/2/pre-checks/y")
        #expect(trial.status("B/2") == .stopped)
        #expect(trial.finished == .failed)
    }

    @Test("S9, S15 cancel: deferred checks that begin because the last check of the gate was stopped are not cancelled")
    func cancelledGate() throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .milliseconds(500))],
                block: {
                    $0.failurePolicy = .cancel
                    $0.checks = [group(.pre, "x", retries: 1), group(.deferred, "last")]
                }, sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.fail("B/pre-checks/x")
        trial.pass(.milliseconds(500))
        trial.fail("continuous-checks/alive")
        #expect(trial.status("B/pre-checks/x") == .stopped)
        #expect(trial.running == ["B/deferred-checks/last"])
        #expect(trial.cancelled.isEmpty)
        trial.succeed("B/deferred-checks/last")
        #expect(trial.status("B") == .stopped)
        #expect(trial.finished == .failed)
    }

    @Test("S9 when the plan fails, the block under way is drained by its own policy", arguments: FailurePolicy.allCases)
    func ownPolicy(_ policy: FailurePolicy) throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(1))], block: { $0.failurePolicy = policy }, sequence("1", "a", "b"),
                sequence("2", "a")))
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive")
        #expect(trial.cancelled.map(\.path) == (policy == .cancel ? ["B/1/a"] : []))
        trial.succeed("B/1/a")
        #expect(trial.running == (policy == .finishSequences ? ["B/1/b"] : []))
        if policy == .finishSequences { trial.succeed("B/1/b") }
        #expect(trial.status("B/1") == (policy == .finishSequences ? .completed : .stopped))
        #expect(trial.status("B/2") == .notStarted)
        #expect(trial.status("B") == .stopped)
        #expect(trial.finished == .failed)
    }

    @Test("S9 a block that had failed before the plan did stays failed")
    func failedBefore() throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(1))], block: { $0.concurrency = 2 }, sequence("1", "a"), sequence("2", "a")))
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(1))
        trial.fail("B/1/a")
        trial.fail("continuous-checks/alive")
        trial.succeed("B/2/a")
        #expect(trial.status("B") == .failed)
        #expect(trial.origin == "continuous-checks/alive")
    }

    @Test("S12, S33 a call cut off by its timeout is not repeated once its block is ending: the action fails with the timeout")
    func timeoutWhileEnding() throws {
        var trial = try Trial.started(
            plan(block: { $0.concurrency = 2 }, sequence("1", "a"), Node.Sequence(name: "2", actions: [work("a", retries: 3)])))
        trial.overdue("B/2/a")
        trial.fail("B/1/a")
        trial.endCancelled("B/2/a")
        #expect(trial.failure("B/2/a")?.code == .timeout)
        #expect(trial.status("B/2/a") == .failed)
        #expect(trial.finished == .failed)
    }
}
