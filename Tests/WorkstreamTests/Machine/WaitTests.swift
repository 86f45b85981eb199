import Testing

@testable import Workstream

@Suite("Waits between attempts")
struct WaitTests {
    private func one(_ action: Node.Action) -> Plan { plan(Node.Sequence(name: "s", actions: [action])) }

    /// A run whose continuous check has just begun its second run.
    private func looping(retries: Int, deadline: Duration? = nil) throws -> Trial {
        var checks = group(.continuous, every: .seconds(10))
        checks.checks = [work("x", retries: retries, deadline: deadline)]
        var trial = try Trial.started(plan(checks: [checks], sequence("s", "a")))
        trial.succeed("continuous-checks/x")
        trial.pass(.seconds(10))
        return trial
    }

    @Test("S24 a wake-up that comes early begins no attempt")
    func early() throws {
        var trial = try Trial.started(one(work("a", retries: 1)))
        trial.fail("B/s/a")
        trial.feed(.due(node: trial.number("B/s/a")))
        #expect(trial.running.isEmpty)

        var loop = try looping(retries: 1)
        loop.fail("continuous-checks/x")
        loop.feed(.due(node: loop.number("continuous-checks/x")))
        #expect(loop.running == ["B/s/a"])
    }

    @Test("S24 a plugin whose policy is never is not tried again")
    func never() throws {
        var trial = try Trial(one(work("a", retries: 3)), policy: .never)
        trial.start()
        trial.fail("B/s/a")
        #expect(trial.finished == .failed)
    }

    @Test("S25 a wake-up that comes only after the deadline begins no attempt: the action fails, with its last error as the cause")
    func late() throws {
        var trial = try Trial.started(one(work("a", retries: 3, deadline: .seconds(5))))
        trial.fail("B/s/a", code: "own")
        trial.oversleep(.seconds(5))
        trial.pass(.zero)
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == .deadlineExceeded)
        #expect(trial.failure("B/s/a")?.cause?.code == "own")
        #expect(trial.attempts("B/s/a") == 1)
    }

    @Test("S25 a wake-up that comes only after the deadline begins no attempt of a continuous check either")
    func lateLoop() throws {
        var trial = try looping(retries: 3, deadline: .seconds(5))
        trial.fail("continuous-checks/x", code: "own")
        trial.oversleep(.seconds(5))
        trial.pass(.zero)
        #expect(trial.running == ["B/s/a"])
        #expect(trial.failure("continuous-checks/x")?.code == .deadlineExceeded)
        #expect(trial.failure("continuous-checks/x")?.cause?.code == "own")
        #expect(trial.reason()?.reason.code == .deadlineExceeded)
    }
}
