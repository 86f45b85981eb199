import Testing
import Workstream

@Suite("Failures around checks that are under way")
struct GateFailureTests {
    /// A block in its gate whose plan has just failed.
    private func failedAround(_ policy: FailurePolicy) throws -> Trial {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(1))],
                block: {
                    $0.failurePolicy = policy
                    $0.checks = [group(.pre, "x", retries: 1)]
                }, sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive")
        return trial
    }

    @Test(
        "S9, S12 checks of a gate in flight are cancelled by cancel, and finish otherwise; the body does not begin", arguments: FailurePolicy.allCases
    )
    func inFlight(_ policy: FailurePolicy) throws {
        var trial = try failedAround(policy)
        #expect(trial.running == ["B/pre-checks/x"])
        #expect(trial.cancelled.map(\.path) == (policy == .cancel ? ["B/pre-checks/x"] : []))
        trial.succeed("B/pre-checks/x")
        #expect(trial.status("B") == .stopped)
        #expect(trial.attempts("B/s/a") == 0)
        #expect(trial.finished == .failed)
    }

    @Test("S9, S12 a check of a gate that fails by itself is stopped by cancel, and tried again otherwise", arguments: FailurePolicy.allCases)
    func fails(_ policy: FailurePolicy) throws {
        var trial = try failedAround(policy)
        trial.fail("B/pre-checks/x")
        #expect(trial.status("B/pre-checks/x") == (policy == .cancel ? .stopped : .running))
        trial.pass(.seconds(1))
        #expect(trial.attempts("B/pre-checks/x") == (policy == .cancel ? 1 : 2))
    }

    @Test("S12, S15 deferred checks are tried again, also after a cancel")
    func deferred() throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.failurePolicy = .cancel
                    $0.checks = [group(.deferred, "last", retries: 1)]
                }, sequence("s", "a")))
        trial.fail("B/s/a")
        trial.fail("B/deferred-checks/last")
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/deferred-checks/last"])
    }

    @Test(
        "S12 finishActions: a check of a sequence that fails with attempts left is stopped with its sequence",
        arguments: [Node.Checks.Kind.pre, .post])
    func checkOfSequence(_ kind: Node.Checks.Kind) throws {
        var trial = try Trial.started(
            plan(block: { $0.concurrency = 2 }, sequence("1", "a"), sequence("2", "a", checks: [group(kind, "x", retries: 3)])))
        if kind == .post { trial.succeed("B/2/a") }
        trial.fail("B/1/a")
        trial.fail("B/2/\(kind.rawValue)-checks/x")
        #expect(trial.status("B/2/\(kind.rawValue)-checks") == .stopped)
        #expect(trial.status("B/2") == .stopped)
        #expect(trial.finished == .failed)
    }

    @Test("S9, S31 a stopped block fails by its required deferred work, and not by what its body still does", arguments: [true, false])
    func stoppedBlock(_ undoes: Bool) throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(1))],
                block: { $0.deferred = [batch("undo", .failure, required: true, "restore")] }, sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive")
        trial.fail("B/s/a")
        #expect(trial.status("B/s") == .failed)
        if undoes { trial.succeed("B/undo/restore") } else { trial.fail("B/undo/restore") }
        #expect(trial.status("B") == (undoes ? .stopped : .failed))
        #expect(trial.origin == "continuous-checks/alive")
    }
}
