import Testing
import Workstream

@Suite("Gates and groups of checks")
struct GateTests {
    @Test("S5 pre-checks and the first run of the continuous checks go side by side, and the body waits for all")
    func sideBySide() throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "alive"), group(.pre, "x", "y")], sequence("s", "a")))
        #expect(trial.running == ["continuous-checks/alive", "pre-checks/x", "pre-checks/y"])
        trial.succeed("pre-checks/x", "pre-checks/y")
        #expect(trial.running == ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        #expect(trial.running == ["B/s/a"])
    }

    @Test("S5 a continuous check is a gate also without pre-checks")
    func continuousAlone() throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "alive")], sequence("s", "a")))
        trial.fail("continuous-checks/alive")
        #expect(trial.finished == .failed)
        #expect(trial.status("B") == .notStarted)
        #expect(trial.attempts("B/s/a") == 0)
    }

    @Test("S5 a failing gate fails the plan before its body, and its deferred work still comes", arguments: [DeferredCondition.anyFailure, .always])
    func failingGate(_ condition: DeferredCondition) throws {
        var trial = try Trial.started(
            plan(checks: [group(.pre, "x"), group(.deferred, "last")], deferred: [batch("tell", condition, "mail")], sequence("s", "a")))
        trial.fail("pre-checks/x")
        #expect(trial.running == ["tell/mail"])
        trial.succeed("tell/mail", "deferred-checks/last")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "pre-checks/x")
    }

    @Test("S5 a block whose gate fails while it has continuous checks ends, and does not hang")
    func failingBlockGate() throws {
        var trial = try Trial.started(
            plan(block: { $0.checks = [group(.continuous, "alive"), group(.pre, "x")] }, sequence("s", "a")))
        trial.fail("B/pre-checks/x")
        #expect(trial.finished == nil)
        trial.succeed("B/continuous-checks/alive")
        #expect(trial.finished == .failed)
        #expect(trial.status("B") == .failed)
        trial.pass(.seconds(3600))
        #expect(trial.running.isEmpty)
    }

    @Test("S6 all checks of a group run to their end, and one failure fails the group")
    func toTheEnd() throws {
        var trial = try Trial.started(plan(checks: [group(.pre, "x", "y")], sequence("s", "a")))
        trial.fail("pre-checks/x")
        #expect(trial.finished == nil)
        #expect(trial.running == ["pre-checks/y"])
        trial.succeed("pre-checks/y")
        #expect(trial.status("pre-checks") == .failed)
        #expect(trial.status("pre-checks/y") == .completed)
        #expect(trial.finished == .failed)
    }

    @Test("S6 a check is tried again as its retries allow")
    func checkRetries() throws {
        var trial = try Trial.started(plan(checks: [group(.pre, "x", retries: 1)], sequence("s", "a")))
        trial.fail("pre-checks/x", code: .checkFailed)
        trial.pass(.seconds(1))
        trial.succeed("pre-checks/x", "B/s/a")
        #expect(trial.finished == .completed)
    }

    @Test("S3 a sequence runs pre-checks, actions, post-checks")
    func sequenceOrder() throws {
        var trial = try Trial.started(plan(sequence("s", "a", "b", checks: [group(.post, "after"), group(.pre, "before")])))
        trial.succeed("B/s/pre-checks/before", "B/s/a", "B/s/b")
        #expect(trial.running == ["B/s/post-checks/after"])
        trial.succeed("B/s/post-checks/after")
        #expect(trial.finished == .completed)
    }

    @Test("S3 a failing group of checks fails its sequence", arguments: [Node.Checks.Kind.pre, .post])
    func sequenceGroupFails(_ kind: Node.Checks.Kind) throws {
        var trial = try Trial.started(plan(sequence("s", "a", checks: [group(kind, "x")])))
        if kind == .post { trial.succeed("B/s/a") }
        trial.fail("B/s/\(kind.rawValue)-checks/x")
        #expect(trial.status("B/s") == .failed)
        #expect(trial.status("B/s/a") == (kind == .pre ? .notStarted : .completed))
        #expect(trial.origin == "B/s/\(kind.rawValue)-checks/x")
    }

    @Test("S3 post-checks of a sequence do not run when an action failed")
    func noPostChecks() throws {
        var trial = try Trial.started(plan(sequence("s", "a", checks: [group(.post, "after")])))
        trial.fail("B/s/a")
        #expect(trial.attempts("B/s/post-checks/after") == 0)
        #expect(trial.finished == .failed)
    }

    @Test("S4 bypass checks that pass complete the plan and skip all of it")
    func bypassed() throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.bypass, "done"), group(.pre, "x"), group(.deferred, "last")], deferred: [batch("d", .always, "sweep")],
                sequence("s", "a")))
        trial.succeed("bypass-checks/done")
        #expect(trial.finished == .completed)
        #expect(trial.status("B/s/a") == .skipped)
        #expect(trial.status("d") == .skipped)
        #expect(trial.status("deferred-checks/last") == .skipped)
        #expect(trial.history.map(\.path) == ["bypass-checks/done"])
    }

    @Test("S4 a bypass check that says no is no failure; one that could not look is, unless the group says otherwise")
    func bypassSaysNo() throws {
        var trial = try Trial.started(plan(checks: [group(.bypass, "done")], sequence("s", "a")))
        trial.fail("bypass-checks/done", code: .checkFailed)
        trial.succeed("B/s/a")
        #expect(trial.finished == .completed)

        var blind = try Trial.started(plan(checks: [group(.bypass, "done")], sequence("s", "a")))
        blind.fail("bypass-checks/done", code: "unreachable")
        #expect(blind.finished == .failed)
        #expect(blind.status("B") == .notStarted)

        var lenient = group(.bypass, "done")
        lenient.treatsErrorsAsNo = true
        var trusting = try Trial.started(plan(checks: [lenient], sequence("s", "a")))
        trusting.fail("bypass-checks/done", code: "unreachable")
        #expect(trusting.running == ["B/s/a"])
    }

    @Test("S4 a bypassed block waits no delay, runs no deferred work, and the plan goes on")
    func bypassedBlock() throws {
        var first = Node.Block(name: "A", sequences: [sequence("s", "a")])
        first.checks = [group(.bypass, "done")]
        first.entranceDelay = .seconds(5)
        first.exitDelay = .seconds(5)
        first.deferred = [batch("d", .always, "sweep")]
        var trial = try Trial.started(Plan(name: "P", blocks: [first, Node.Block(name: "B", sequences: [sequence("s", "b")])]))
        trial.succeed("A/bypass-checks/done")
        #expect(trial.status("A") == .completed)
        #expect(trial.running == ["B/s/b"])
    }

    @Test("S6 a group without checks holds up nothing", arguments: Node.Checks.Kind.allCases)
    func emptyGroup(_ kind: Node.Checks.Kind) throws {
        var trial = try Trial.started(plan(checks: [group(kind), group(kind, "x")], sequence("s", "a")))
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
    }

    @Test("S6 a group without checks holds up no sequence", arguments: [Node.Checks.Kind.pre, .post])
    func emptyGroupOfSequence(_ kind: Node.Checks.Kind) throws {
        var trial = try Trial.started(plan(sequence("s", "a", checks: [group(kind)])))
        trial.succeed("B/s/a")
        #expect(trial.finished == .completed)
    }

    @Test("S4 where there are several bypass groups, all of them must pass", arguments: [0, 1])
    func severalBypassGroups(_ saysNo: Int) throws {
        var trial = try Trial.started(plan(checks: [group(.bypass, "x"), group(.bypass, "y")], sequence("s", "a")))
        let checks = trial.running
        trial.fail(checks[saysNo], code: .checkFailed)
        trial.succeed(checks[1 - saysNo])
        #expect(trial.running == ["B/s/a"])
    }
}
