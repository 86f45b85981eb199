import Testing

@testable import Workstream

@Suite("Inputs that come late or twice")
struct StaleInputTests {
    private func second() throws -> Trial {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 2)])))
        trial.fail("B/s/a")
        trial.pass(.seconds(1))
        return trial
    }

    /// A run whose continuous check is in its second attempt, in a run that is not recorded.
    private func secondOfLoop() throws -> Trial {
        var trial = try Trial.started(plan(checks: [group(.continuous, "x", retries: 2)], sequence("s", "a")))
        trial.succeed("continuous-checks/x")
        trial.pass(.seconds(10))
        trial.fail("continuous-checks/x")
        trial.pass(.seconds(1))
        return trial
    }

    @Test("S26 an outcome names its attempt: that of an earlier one changes nothing")
    func olderOutcome() throws {
        var trial = try second()
        let count = trial.journal.count
        trial.feed(.ended(CallEnded(node: trial.number("B/s/a"), attempt: 1, outcome: .success(.empty))))
        #expect(trial.journal.count == count)

        var loop = try secondOfLoop()
        loop.feed(.ended(CallEnded(node: loop.number("continuous-checks/x"), attempt: 1, outcome: .success(.empty))))
        loop.pass(.seconds(60))
        #expect(loop.attempts("continuous-checks/x") == 3)
    }

    @Test("S26 a timeout names its attempt: that of an earlier one cancels nothing")
    func olderTimeout() throws {
        var trial = try second()
        trial.feed(.overdue(node: trial.number("B/s/a"), attempt: 1, .timeout))
        #expect(trial.cancelled.isEmpty)

        var loop = try secondOfLoop()
        loop.feed(.overdue(node: loop.number("continuous-checks/x"), attempt: 1, .timeout))
        #expect(loop.cancelled.isEmpty)
    }

    @Test("S25, S33 an attempt that is being cut off keeps the reason of its first cut")
    func secondCut() throws {
        var trial = try second()
        trial.overdue("B/s/a")
        let count = trial.journal.count
        trial.overdue("B/s/a", .deadline)
        #expect(trial.journal.count == count)
        trial.endCancelled("B/s/a")
        trial.pass(.seconds(2))
        #expect(trial.attempts("B/s/a") == 3)
    }

    @Test("S26 a continuous check past its timeout is cancelled and awaited, and then tried again")
    func loopTimeout() throws {
        var trial = try secondOfLoop()
        trial.overdue("continuous-checks/x")
        #expect(trial.cancelled == [.init(path: "continuous-checks/x", attempt: 2)])
        trial.pass(.seconds(20))
        #expect(trial.running == ["B/s/a", "continuous-checks/x"])
        trial.endCancelled("continuous-checks/x")
        trial.pass(.seconds(2))
        #expect(trial.attempts("continuous-checks/x") == 4)
    }

    @Test("S26 a continuous check that ignores its cancellation fails its plan")
    func loopAbandoned() throws {
        var trial = try secondOfLoop()
        trial.overdue("continuous-checks/x")
        trial.abandon("continuous-checks/x")
        #expect(trial.reason()?.reason.code == .abandoned)
        trial.succeed("B/s/a")
        #expect(trial.finished == .failed)
    }

    @Test("S33 a response that comes after the cancellation is an outcome", arguments: Effect.allCases)
    func responseAfterCancellation(_ effect: Effect) throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 1, effect: effect), work("next")])))
        trial.overdue("B/s/a")
        trial.feed(.ended(CallEnded(node: trial.number("B/s/a"), attempt: 1, outcome: .success(.empty), wasCancelled: true)))
        #expect(trial.status("B/s/a") == .completed)
    }
}
