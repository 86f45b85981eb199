import Testing

@testable import Workstream

@Suite("Attempts")
struct AttemptTests {
    private func one(_ action: Node.Action) -> Plan { plan(Node.Sequence(name: "s", actions: [action, work("next")])) }

    @Test("S33 S28 what a repetition does follows from the bound request where the plan leaves it open", arguments: [Effect.idempotent, .atMostOnce])
    func boundEffect(_ effect: Effect) throws {
        var action = work("a", retries: 1, bound: true)
        action.effect = nil
        var trial = try Trial(plan(Node.Sequence(name: "1", actions: [action])))
        trial.resolve = { _ in .request(.empty, effect: effect) }
        trial.start()
        trial.overdue("B/1/a")
        trial.endCancelled("B/1/a")
        #expect(trial.status("B/1/a") == (effect == .idempotent ? .running : .failed))
    }

    @Test("S24 an action has retries + 1 attempts, and the wait is the policy's, at most its maximum")
    func waits() throws {
        var trial = try Trial(one(work("a", retries: 3)), policy: RetryPolicy(first: .seconds(2), factor: 10, jitter: 0, maximum: .seconds(30)))
        trial.start()
        for wait in [2, 20, 30] {
            trial.fail("B/s/a")
            trial.pass(.seconds(wait) - .milliseconds(1))
            #expect(trial.running.isEmpty)
            trial.pass(.milliseconds(1))
            #expect(trial.running == ["B/s/a"])
        }
        trial.fail("B/s/a")
        #expect(trial.finished == .failed)
    }

    @Test("S24 the jitter follows from seed, node and attempt: the same each time, and within its bounds")
    func jitter() {
        let policy = RetryPolicy.fast
        var different: Set<Duration> = []
        for attempt in 1...9 {
            for node in 1...20 {
                let wait = policy.wait(after: attempt, seed: 42, node: node)
                #expect(wait == policy.wait(after: attempt, seed: 42, node: node))
                let plain = min(0.1 * Double(1 << (attempt - 1)), 60)
                #expect(wait / .seconds(1) >= plain * 0.5 - 1e-9)
                #expect(wait / .seconds(1) <= min(plain * 1.5, 60) + 1e-9)
                different.insert(wait)
            }
        }
        #expect(different.count > 150)
    }

    @Test("S24 a far side that asks for a longer wait gets it, up to the policy's maximum")
    func retryAfter() throws {
        var trial = try Trial.started(one(work("a", retries: 2)))
        trial.fail("B/s/a", retryAfter: .seconds(40))
        trial.pass(.seconds(39))
        #expect(trial.running.isEmpty)
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/s/a"])
        trial.fail("B/s/a", retryAfter: .seconds(4000))
        trial.pass(.seconds(60))
        #expect(trial.running == ["B/s/a"])
    }

    @Test("S27 a permanent error ends the action, and is its error")
    func permanent() throws {
        var trial = try Trial.started(one(work("a", retries: 5)))
        trial.fail("B/s/a", code: "broken", permanent: true)
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == "broken")
    }

    @Test("S25, S26 at a timeout the call is cancelled and awaited, and only then the next attempt waits")
    func timeoutAwaited() throws {
        var trial = try Trial.started(one(work("a", retries: 1)))
        trial.overdue("B/s/a")
        #expect(trial.cancelled == [.init(path: "B/s/a", attempt: 1)])
        trial.pass(.seconds(20))
        #expect(trial.attempts("B/s/a") == 1)
        trial.endCancelled("B/s/a")
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/s/a"])
        #expect(trial.attempts("B/s/a") == 2)
    }

    @Test(
        "S33 a call that was cut off by its timeout: effect × retries left",
        arguments: [(Effect.idempotent, 1, true), (.idempotent, 0, false), (.atMostOnce, 1, false), (.atMostOnce, 0, false)])
    func timeout(_ effect: Effect, _ retries: Int, _ isRepeated: Bool) throws {
        var trial = try Trial.started(one(work("a", retries: retries, effect: effect)))
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        trial.pass(.seconds(10))
        #expect(trial.running == (isRepeated ? ["B/s/a"] : []))
        if !isRepeated {
            #expect(trial.finished == .failed)
            #expect(trial.failure("B/s/a")?.code == .timeout)
            #expect(trial.failure("B/s/a")?.isOutcomeUnknown == true)
        }
    }

    @Test("S33 a response after the cancellation is an outcome, and so is an error thrown before it")
    func outcomesBesideCancellation() throws {
        var answered = try Trial.started(one(work("a", effect: .atMostOnce)))
        answered.overdue("B/s/a")
        answered.succeed("B/s/a")
        #expect(answered.running == ["B/s/next"])

        var thrown = try Trial.started(one(work("a", retries: 1, effect: .atMostOnce)))
        thrown.overdue("B/s/a")
        thrown.fail("B/s/a")
        thrown.pass(.seconds(1))
        #expect(thrown.running == ["B/s/a"])
    }

    @Test("S25 a deadline cuts an attempt off, and the action fails with deadlineExceeded", arguments: Effect.allCases)
    func deadlineCut(_ effect: Effect) throws {
        var trial = try Trial.started(one(work("a", retries: 5, deadline: .seconds(5), effect: effect)))
        trial.pass(.seconds(5))
        trial.overdue("B/s/a", .deadline)
        trial.endCancelled("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == .deadlineExceeded)
    }

    @Test("S25 an attempt that could not begin before the deadline is not waited for; the last error is the cause")
    func deadlineBeforeNext() throws {
        var trial = try Trial.started(one(work("a", retries: 5, deadline: .seconds(2))))
        trial.fail("B/s/a", code: "first")
        trial.pass(.seconds(1))
        trial.fail("B/s/a", code: "second")
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == .deadlineExceeded)
        #expect(trial.failure("B/s/a")?.cause?.code == "second")
    }

    @Test("S26 a call that ignores its cancellation is abandoned: the action fails with that, whatever its effect", arguments: Effect.allCases)
    func abandoned(_ effect: Effect) throws {
        var trial = try Trial.started(one(work("a", retries: 5, effect: effect)))
        trial.overdue("B/s/a")
        trial.abandon("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == .abandoned)
        #expect(trial.failure("B/s/a")?.cause?.code == .timeout)
        #expect(trial.attempts("B/s/a") == 1)
    }

    @Test("S26 what an abandoned call returns later is recorded as late, and changes nothing; after the end it is dropped")
    func late() throws {
        var trial = try Trial.started(plan(deferred: [batch("d", .always, "x")], Node.Sequence(name: "s", actions: [work("a")])))
        trial.overdue("B/s/a")
        trial.abandon("B/s/a")
        trial.answerLate("B/s/a", attempt: 1)
        #expect(trial.status("B/s/a") == .failed)
        #expect(trial.events("B/s/a").contains { if case .lateAnswer = $0 { true } else { false } })
        trial.succeed("d/x")
        let count = trial.journal.count
        trial.answerLate("B/s/a", attempt: 1)
        #expect(trial.journal.count == count)
    }

    @Test("S33 cut off by a policy: the action is stopped, and its outcome is unknown", arguments: Effect.allCases)
    func cutByPolicy(_ effect: Effect) throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = .cancel
                }, Node.Sequence(name: "1", actions: [work("a", retries: 3, effect: effect)]), sequence("2", "a")))
        trial.fail("B/2/a")
        trial.abandon("B/1/a")
        #expect(trial.status("B/1/a") == .stopped)
        #expect(trial.failure("B/1/a")?.isOutcomeUnknown == true)
        #expect(trial.finished == .failed)
    }

    @Test("S33, S45 a shutdown begins nothing new, and a call that it cancelled stays without an outcome")
    func shutdown() throws {
        var trial = try Trial.started(plan(block: { $0.concurrency = 2 }, sequence("1", "a", "b"), sequence("2", "a")))
        trial.shutDown()
        trial.succeed("B/1/a")
        #expect(trial.status("B/1/a") == .completed)
        let count = trial.journal.count
        trial.endCancelled("B/2/a")
        #expect(trial.journal.count == count)
        #expect(trial.status("B/2/a") == .running)
        #expect(trial.finished == nil)
    }

    @Test("S28 bound values are recorded with the first attempt; what is refused fails the action for good")
    func bindings() throws {
        var trial = try Trial(one(work("a", retries: 2, bound: true)))
        let payload = Payload.whole(Array(#"{"value":1}"#.utf8))
        trial.resolve = { _ in .request(payload) }
        trial.start()
        #expect(trial.events("B/s/a").first == .attemptBegan(.init(attempt: 1, request: payload)))
        trial.fail("B/s/a")
        #expect(trial.machine.state.requests[trial.number("B/s/a")] == payload)

        var refused = try Trial(one(work("a", retries: 2, bound: true)))
        refused.resolve = { _ in .refused(Failure(.bindingFailed, "no", isPermanent: true)) }
        refused.start()
        #expect(refused.finished == .failed)
        #expect(refused.attempts("B/s/a") == 0)
    }

    @Test("S29 a missing source fails an action of a body")
    func missingSource() throws {
        var trial = try Trial(one(work("a", bound: true)))
        trial.resolve = { _ in .missing("b") }
        trial.start()
        #expect(trial.failure("B/s/a")?.code == .bindingFailed)
        #expect(trial.finished == .failed)
    }

    @Test("S41 a run starts once; a run that is started too late fails with startExpired")
    func start() throws {
        var trial = try Trial.started(one(work("a")))
        trial.start()
        #expect(trial.running == ["B/s/a"])

        var limited = one(work("a"))
        limited.startLimit = .seconds(60)
        var late = try Trial(limited)
        late.pass(.seconds(61))
        late.start()
        #expect(late.finished == .failed)
        #expect(late.reason()?.reason.code == .startExpired)
    }

    @Test("S27 the cause of the engine's failure is the plugin's last error, however many attempts were cut off since")
    func ownCause() throws {
        var trial = try Trial.started(one(work("a", retries: 3)))
        trial.fail("B/s/a", code: "own")
        for _ in 1...3 {
            trial.pass(.seconds(10))
            trial.overdue("B/s/a")
            trial.endCancelled("B/s/a")
        }
        let failure = try #require(trial.failure("B/s/a"))
        #expect(failure.code == .timeout)
        #expect(failure.cause?.code == "own")
        #expect(failure.cause?.cause == nil)
    }

    @Test("S24 a policy may allow any wait, also one longer than a clock can count")
    func hugeWait() throws {
        let policy = RetryPolicy(first: .seconds(1), factor: 1e300, jitter: 0.5, maximum: .seconds(Int64.max))
        for attempt in 1...5 { #expect(policy.wait(after: attempt, seed: 1, node: 1) <= policy.maximum) }
        var trial = try Trial(one(work("a", retries: 3)), policy: policy)
        trial.start()
        trial.fail("B/s/a")
        trial.pass(.seconds(2))
        trial.fail("B/s/a")
        #expect(trial.status("B/s/a") == .running)
    }

    @Test("S25 the deadline of a check counts from the beginning of each run of its group", arguments: [true, false])
    func checkDeadline(_ isBound: Bool) throws {
        var checks = group(.continuous, every: .seconds(10))
        checks.checks = [work("x", retries: 5, deadline: .seconds(2), bound: isBound)]
        var trial = try Trial.started(plan(checks: [checks], sequence("s", "a")))
        let check = "continuous-checks/x"
        let limit = Timestamp(nanoseconds: trial.now.nanoseconds + 2_000_000_000)
        #expect(trial.machine.deadline(of: trial.number(check)) == limit)
        trial.fail(check)
        trial.pass(.seconds(1))
        trial.succeed(check)
        trial.pass(.seconds(10))
        #expect(trial.machine.deadline(of: trial.number(check)) == trial.now + .seconds(2))
        trial.fail(check)
        trial.pass(.seconds(1))
        #expect(trial.running == ["B/s/a", check])
        trial.fail(check)
        #expect(trial.failure(check)?.code == .deadlineExceeded)
        #expect(trial.status("continuous-checks") == .failed)
    }

    @Test("S25 a check goes on under the same deadline when its run is recorded because another check of it failed")
    func recordedDeadline() throws {
        var checks = group(.continuous, every: .seconds(10))
        checks.checks = [work("x", retries: 5, deadline: .seconds(3)), work("y")]
        var trial = try Trial.started(plan(checks: [checks], sequence("s", "a")))
        trial.succeed("continuous-checks/x", "continuous-checks/y")
        trial.pass(.seconds(10))
        let limit = trial.now + .seconds(3)
        trial.fail("continuous-checks/x")
        trial.pass(.milliseconds(500))
        trial.fail("continuous-checks/y")
        #expect(trial.machine.deadline(of: trial.number("continuous-checks/x")) == limit)
        trial.pass(.milliseconds(500))
        trial.fail("continuous-checks/x")
        #expect(trial.failure("continuous-checks/x")?.code == .deadlineExceeded)
    }
}
