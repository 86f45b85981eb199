import Testing

@testable import Workstream

@Suite("Shutdown in each phase")
struct ShutdownPhaseTests {
    private static let tidy = [batch("tidy", .always, "sweep"), batch("undo", .failure, "restore")]

    @Test("S45 no plugin is asked what a call did while the engine closes; the next engine asks")
    func noProbe() throws {
        var action = work("a")
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action])))
        trial.overdue("B/s/a")
        trial.shutDown()
        trial.endCancelled("B/s/a")
        #expect(trial.calls.isEmpty)
        #expect(trial.machine.state.nodes[trial.number("B/s/a")].stage == .probing)
    }

    /// What comes next when the present calls have succeeded: the block that it belongs to, the phase before it, and what then begins.
    @Test(
        "S45, S62 nothing that comes next begins after a shutdown, and a rebuilt machine begins it",
        arguments: ["gate", "entrance delay", "post-checks", "deferred work", "deferred checks", "exit delay"])
    func next(_ phase: String) throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.checks = [group(.bypass, "done")]
                    switch phase {
                    case "gate": $0.checks += [group(.pre, "x")]
                    case "entrance delay": $0.entranceDelay = .seconds(5)
                    case "post-checks": $0.checks += [group(.post, "x")]
                    case "deferred work": $0.deferred = Self.tidy
                    case "deferred checks": $0.checks += [group(.deferred, "x")]
                    default: $0.exitDelay = .seconds(5)
                    }
                }, sequence("s", "a")))
        let isBefore = phase == "gate" || phase == "entrance delay"
        if !isBefore {
            trial.fail("B/bypass-checks/done", code: .checkFailed)
        }
        trial.shutDown()
        if isBefore { trial.fail("B/bypass-checks/done", code: .checkFailed) } else { trial.succeed("B/s/a") }
        let block = trial.number("B")
        let before = trial.machine.state.nodes[block].phase
        #expect(trial.running.isEmpty)
        #expect(before == (isBefore ? .bypass : .body))
        #expect(trial.finished == nil)
        #expect(trial.events("B/undo").isEmpty)

        var rebuilt = RunMachine(trial.machine.state)
        var step = Step()
        rebuilt.handle(.due(node: block), at: trial.now, into: &step)
        #expect(rebuilt.state.nodes[block].phase > before)
        #expect(!step.commands.isEmpty)
    }

    @Test("S45 after a shutdown no attempt follows a wait, and no continuous run its interval")
    func waits() throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "x")], Node.Sequence(name: "s", actions: [work("a", retries: 1)])))
        trial.succeed("continuous-checks/x")
        trial.fail("B/s/a")
        trial.shutDown()
        trial.pass(.seconds(60))
        #expect(trial.running.isEmpty)
        #expect(trial.status("B/s/a") == .running)
    }

    @Test("S45 a call that a shutdown cancelled and that had to be given up stays without an outcome")
    func abandoned() throws {
        var trial = try Trial.started(plan(sequence("s", "a")))
        trial.shutDown()
        let count = trial.journal.count
        trial.abandon("B/s/a")
        #expect(trial.journal.count == count)
        #expect(trial.status("B/s/a") == .running)
    }

    @Test("S45 a continuous check that a shutdown cancelled fails nothing", arguments: [true, false])
    func continuous(_ isAbandoned: Bool) throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "x")], sequence("s", "a")))
        trial.succeed("continuous-checks/x")
        trial.pass(.seconds(10))
        trial.shutDown()
        let count = trial.journal.count
        if isAbandoned { trial.abandon("continuous-checks/x") } else { trial.endCancelled("continuous-checks/x") }
        #expect(trial.journal.count == count)
        #expect(trial.reason() == nil)
    }

    @Test("S45 after a shutdown no action follows another, in a sequence or in a deferred batch", arguments: [true, false])
    func actions(_ inBatch: Bool) throws {
        var trial = try Trial.started(plan(deferred: [batch("d", .always, "x", "y")], sequence("s", "a", "b")))
        if inBatch { trial.succeed("B/s/a", "B/s/b") }
        trial.shutDown()
        trial.succeed(inBatch ? "d/x" : "B/s/a")
        #expect(trial.running.isEmpty)
        #expect(trial.status(inBatch ? "d/y" : "B/s/b") == .notStarted)
    }
}
