import Testing
import Workstream

@Suite("The order of things")
struct OrderTests {
    @Test("S1 gate, blocks one after another, post-checks, deferred actions, deferred checks, end")
    func planOrder() throws {
        var trial = try Trial.started(
            Plan(
                name: "P", checks: [group(.deferred, "last"), group(.post, "after"), group(.pre, "before")],
                blocks: [Node.Block(name: "A", sequences: [sequence("s", "a")]), Node.Block(name: "B", sequences: [sequence("s", "b")])],
                deferred: [batch("tidy", .always, "sweep")]))
        #expect(trial.running == ["pre-checks/before"])
        trial.succeed("pre-checks/before")
        #expect(trial.running == ["A/s/a"])
        #expect(trial.status("B") == .notStarted)
        trial.succeed("A/s/a")
        #expect(trial.status("A") == .completed)
        #expect(trial.running == ["B/s/b"])
        trial.succeed("B/s/b")
        #expect(trial.running == ["post-checks/after"])
        trial.succeed("post-checks/after")
        #expect(trial.running == ["tidy/sweep"])
        trial.succeed("tidy/sweep")
        #expect(trial.running == ["deferred-checks/last"])
        trial.succeed("deferred-checks/last")
        #expect(trial.finished == .completed)
    }

    @Test("S2 a block waits before its gate and after its success")
    func blockOrder() throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.entranceDelay = .seconds(5)
                    $0.exitDelay = .seconds(7)
                    $0.checks = [group(.pre, "before")]
                }, sequence("s", "a")))
        #expect(trial.running.isEmpty)
        trial.pass(.seconds(4))
        #expect(trial.running.isEmpty)
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/pre-checks/before"])
        trial.succeed("B/pre-checks/before", "B/s/a")
        #expect(trial.finished == nil)
        trial.pass(.seconds(7))
        #expect(trial.finished == .completed)
    }

    @Test("S7, S8 a continuous check runs again after its interval, and its failure fails the plan and drains the block")
    func continuous() throws {
        var trial = try Trial.started(
            plan(checks: [group(.continuous, "alive")], deferred: [batch("undo", .failure, "restore")], sequence("s", "a", "b")))
        #expect(trial.running == ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        #expect(trial.running == ["B/s/a"])
        trial.pass(.seconds(10))
        #expect(trial.running == ["B/s/a", "continuous-checks/alive"])
        let events = trial.journal.count
        trial.succeed("continuous-checks/alive")
        #expect(trial.journal.count == events)
        trial.pass(.seconds(10))
        trial.fail("continuous-checks/alive")
        #expect(trial.running == ["B/s/a"])
        trial.succeed("B/s/a")
        #expect(trial.status("B/s") == .stopped)
        #expect(trial.status("B/s/b") == .notStarted)
        #expect(trial.status("B") == .stopped)
        #expect(trial.running == ["undo/restore"])
        trial.succeed("undo/restore")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "continuous-checks/alive")
    }

    @Test("S24 an action is tried again after the policy's wait, and no wait follows the last attempt")
    func retries() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 2)])))
        trial.fail("B/s/a")
        #expect(trial.running.isEmpty)
        trial.pass(.seconds(1))
        trial.fail("B/s/a")
        trial.pass(.seconds(2))
        trial.fail("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.attempts("B/s/a") == 3)
        #expect(trial.origin == "B/s/a")
    }

    @Test("S20, S21, S22 places, tolerance, and a tolerated failure that is no failure")
    func tolerance() throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.toleratedFailures = .count(1)
                }, sequence("1", "a"), sequence("2", "a"), sequence("3", "a"), sequence("4", "a")))
        #expect(trial.running == ["B/1/a", "B/2/a"])
        trial.fail("B/1/a")
        #expect(trial.running == ["B/2/a", "B/3/a"])
        trial.succeed("B/2/a", "B/3/a", "B/4/a")
        #expect(trial.finished == .completed)
        #expect(trial.status("B/1") == .failed)
    }
}
