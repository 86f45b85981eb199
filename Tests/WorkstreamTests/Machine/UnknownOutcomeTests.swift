import Testing

@testable import Workstream

@Suite("Calls whose outcome nobody knows", .oneAtATime)
struct UnknownOutcomeTests {
    /// Why a call is cut off.
    enum Cause: CaseIterable {
        case timeout, lastTimeout, timeoutBeforeDeadline, timeoutWhileEnding, timeoutWhileStopping, deadline, policy, stop, abandonment
    }

    /// What a plugin says that is asked what a call did.
    enum Answer: CaseIterable { case cannotBeAsked, happened, didNotHappen, inProgressThenHappened, unknown }

    /// What becomes of the action.
    enum Fate: Equatable {
        case completed, again, unresolved
        case failed(Failure.Code, isUnknown: Bool)
        case stopped(Failure.Code, isUnknown: Bool)
    }

    /// One way in which all this comes together.
    struct Row: CustomStringConvertible {
        var cause: Cause
        var effect: Effect
        var answer: Answer
        var policy: UnknownOutcomePolicy?

        var description: String { "\(cause) \(effect) \(answer) \(policy.map { "\($0)" } ?? "default")" }

        /// S33, as it is written.
        var fate: Fate {
            if answer == .happened || answer == .inProgressThenHappened { return .completed }
            let mayRepeat = answer == .didNotHappen || effect == .idempotent
            if mayRepeat, cause == .timeout { return .again }
            // (3): nothing may follow, or nobody may repeat it.
            let isKnown = answer == .didNotHappen
            let code: Failure.Code =
                switch cause {
                case .timeout, .lastTimeout, .timeoutWhileEnding, .timeoutWhileStopping: .timeout
                case .timeoutBeforeDeadline: mayRepeat ? .deadlineExceeded : .timeout
                case .deadline: .deadlineExceeded
                case .policy, .stop: .cancelled
                case .abandonment: .abandoned
                }
            let isStopped = cause == .stop || cause == .timeoutWhileStopping
            if policy == .decide, !isKnown { return isStopped ? .failed(.outcomeUnknown, isUnknown: true) : .unresolved }
            let isEnding = cause == .policy || cause == .stop
            return isEnding && (policy == nil || isKnown) ? .stopped(code, isUnknown: !isKnown) : .failed(code, isUnknown: !isKnown)
        }
    }

    static let rows = Cause.allCases.flatMap { cause in
        Effect.allCases.flatMap { effect in
            Answer.allCases.flatMap { answer in
                [nil, UnknownOutcomePolicy.decide, .fail].map { Row(cause: cause, effect: effect, answer: answer, policy: $0) }
            }
        }
    }

    @Test("S33 what becomes of a call that was cut off", arguments: rows)
    func settled(_ row: Row) throws {
        var action = work("a", retries: row.cause == .lastTimeout ? 0 : 1, effect: row.effect)
        if row.cause == .timeoutBeforeDeadline { action.deadline = .milliseconds(30_500) }
        if row.cause == .deadline { action.deadline = .seconds(20) }
        if row.answer != .cannotBeAsked { action.plugin = "probing" }
        action.onUnknownOutcome = row.policy
        var trial = try Trial.started(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = row.cause == .timeoutWhileEnding ? .finishActions : .cancel
                }, Node.Sequence(name: "s", actions: [action]), sequence("f", "a")))
        cutOff(row.cause, &trial)
        #expect(trial.calls.contains { $0.path == "B/s/a" && $0.isProbe } == (row.answer != .cannotBeAsked))
        answer(row.answer, &trial)
        #expect(fate(trial) == row.fate)
        // S27: no plugin has thrown anything yet.
        if row.cause == .deadline { #expect(trial.failure("B/s/a")?.cause == nil) }
        if row.fate == .again {
            trial.pass(.seconds(2))
            #expect(trial.attempts("B/s/a") == 2)
            cutOff(row.cause, &trial)
            answer(row.answer, &trial)
            trial.pass(.seconds(60))
            #expect(trial.attempts("B/s/a") == 2)
            #expect(fate(trial) != .again)
        } else {
            trial.pass(.seconds(60))
            #expect(trial.attempts("B/s/a") == 1)
        }
    }

    private func cutOff(_ cause: Cause, _ trial: inout Trial) {
        switch cause {
        case .timeout, .lastTimeout: trial.overdue("B/s/a")
        case .timeoutBeforeDeadline:
            trial.pass(.seconds(30))
            trial.overdue("B/s/a")
        case .timeoutWhileEnding:
            trial.fail("B/f/a")
            trial.overdue("B/s/a")
        case .timeoutWhileStopping:
            trial.stop(.finishActions)
            trial.overdue("B/s/a")
        case .deadline:
            trial.pass(.seconds(20))
            trial.overdue("B/s/a", .deadline)
        case .policy: trial.fail("B/f/a")
        case .stop: trial.stop(.cancel)
        case .abandonment:
            trial.overdue("B/s/a")
            return trial.abandon("B/s/a")
        }
        #expect(trial.cancelled.contains { $0.path == "B/s/a" })
        trial.endCancelled("B/s/a")
    }

    private func answer(_ answer: Answer, _ trial: inout Trial) {
        switch answer {
        case .cannotBeAsked: break
        case .happened: trial.answerProbe("B/s/a", .happened(.empty))
        case .didNotHappen: trial.answerProbe("B/s/a", .didNotHappen)
        case .inProgressThenHappened:
            trial.answerProbe("B/s/a", .inProgress(.milliseconds(300)))
            trial.pass(.seconds(1))
            trial.answerProbe("B/s/a", .happened(.empty))
        case .unknown:
            trial.answerProbe("B/s/a", .unknown)
            trial.pass(.seconds(1))
            trial.answerProbe("B/s/a", .unknown)
            trial.pass(.seconds(2))
            trial.answerProbe("B/s/a", .unknown)
        }
    }

    private func fate(_ trial: Trial) -> Fate? {
        let failure = trial.failure("B/s/a")
        switch trial.status("B/s/a") {
        case .completed: return .completed
        case .failed: return failure.map { .failed($0.code, isUnknown: $0.isOutcomeUnknown) }
        case .stopped: return failure.map { .stopped($0.code, isUnknown: $0.isOutcomeUnknown) }
        default: return trial.unresolved == ["B/s/a"] ? .unresolved : .again
        }
    }

    // MARK: Asking

    /// A run whose action "B/s/a" was cut off by its timeout, and whose plugin is being asked.
    private func asked(retries: Int = 0, deferred: [Node.Batch] = []) throws -> Trial {
        var action = work("a", retries: retries, effect: .atMostOnce)
        action.plugin = "probing"
        var trial = try Trial.started(plan(deferred: deferred, Node.Sequence(name: "s", actions: [action, work("b")])))
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        return trial
    }

    @Test("S33 a plugin that says \"in progress\" is asked again after the time it named, as often as it says so")
    func inProgress() throws {
        var trial = try asked()
        for _ in 1...10 {
            trial.answerProbe("B/s/a", .inProgress(.seconds(5)))
            trial.pass(.milliseconds(4999))
            #expect(trial.calls.isEmpty)
            trial.pass(.milliseconds(1))
            #expect(trial.calls == [.init(path: "B/s/a", attempt: 1, isProbe: true)])
        }
        trial.answerProbe("B/s/a", .happened(.empty))
        #expect(trial.running == ["B/s/b"])
    }

    @Test("S33 a plugin that cannot tell is asked three times in a row, with the policy's waits; \"in progress\" begins the count anew")
    func threeTimes() throws {
        var trial = try asked()
        trial.answerProbe("B/s/a", .unknown)
        trial.pass(.milliseconds(999))
        #expect(trial.calls.isEmpty)
        trial.pass(.milliseconds(1))
        trial.answerProbe("B/s/a", .unknown)
        trial.pass(.seconds(2))
        trial.answerProbe("B/s/a", .inProgress(.seconds(1)))
        for wait in [1, 1, 2] {
            trial.pass(.seconds(wait))
            #expect(trial.status("B/s/a") == .running)
            trial.answerProbe("B/s/a", .unknown)
        }
        #expect(trial.status("B/s/a") == .failed)
        #expect(trial.failure("B/s/a")?.isOutcomeUnknown == true)
    }

    @Test("S33, S11 nothing of the sequence and no deferred work begins while a plugin is being asked")
    func asksFirst() throws {
        var trial = try asked(deferred: [batch("undo", .always, "x")])
        #expect(trial.running == ["B/s/a"])
        trial.answerProbe("B/s/a", .inProgress(.seconds(5)))
        #expect(trial.running.isEmpty)
        #expect(trial.finished == nil)
        trial.pass(.seconds(5))
        trial.answerProbe("B/s/a", .didNotHappen)
        #expect(trial.running == ["undo/x"])
    }

    @Test("S33 a response that a plugin finds again is the response of the action")
    func responseFound() throws {
        var action = work("a")
        action.plugin = "probing"
        var trial = try Trial(plan(Node.Sequence(name: "s", actions: [action, work("b")])), sources: ["B/s/a"])
        trial.start()
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        trial.answerProbe("B/s/a", .happened(.whole(Array("7".utf8))))
        #expect(trial.machine.state.responses[trial.number("B/s/a")] == .whole(Array("7".utf8)))
    }

    @Test("S33 what a plugin says of an attempt that is settled, or of another one, changes nothing")
    func staleAnswers() throws {
        var trial = try asked(retries: 1)
        let number = trial.number("B/s/a")
        var count = trial.journal.count
        trial.feed(.probeAnswered(node: number, attempt: 2, .happened(.empty)))
        #expect(trial.journal.count == count)
        trial.answerProbe("B/s/a", .didNotHappen)
        count = trial.journal.count
        trial.feed(.probeAnswered(node: number, attempt: 1, .happened(.empty)))
        trial.pass(.seconds(1))
        trial.feed(.probeAnswered(node: number, attempt: 1, .happened(.empty)))
        #expect(trial.status("B/s/a") == .running)
        #expect(trial.journal.count == count + 1)
    }

    @Test("S33, S25 what did not happen, and may not be repeated before the deadline, has an outcome that is known")
    func didNotHappenBeforeDeadline() throws {
        var action = work("a", retries: 3, deadline: .seconds(10))
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action])))
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        trial.answerProbe("B/s/a", .inProgress(.seconds(10)))
        trial.pass(.seconds(10))
        trial.answerProbe("B/s/a", .didNotHappen)
        #expect(trial.failure("B/s/a")?.code == .deadlineExceeded)
        #expect(trial.failure("B/s/a")?.isOutcomeUnknown == false)
        #expect(trial.failure("B/s/a")?.cause?.code == .timeout)
    }

    @Test("S33, S27 the plugin's last error stays the cause of the engine's, however often it was asked since")
    func causeStays() throws {
        var action = work("a", retries: 2)
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action])))
        trial.fail("B/s/a", code: "refused")
        trial.pass(.seconds(1))
        for wait in [2, 0] {
            trial.overdue("B/s/a")
            trial.endCancelled("B/s/a")
            trial.answerProbe("B/s/a", .didNotHappen)
            trial.pass(.seconds(wait))
        }
        #expect(trial.failure("B/s/a")?.code == .timeout)
        #expect(trial.failure("B/s/a")?.cause?.code == "refused")
    }

    @Test("S33 checks are never asked: they may be repeated")
    func checks() throws {
        var checks = group(.pre, "x", retries: 1)
        checks.checks[0].plugin = "probing"
        checks.checks[0].onUnknownOutcome = .decide
        var trial = try Trial.started(plan(checks: [checks], sequence("s", "a")))
        trial.overdue("pre-checks/x")
        trial.endCancelled("pre-checks/x")
        trial.pass(.seconds(1))
        #expect(trial.calls == [.init(path: "pre-checks/x", attempt: 2)])
        trial.overdue("pre-checks/x")
        trial.endCancelled("pre-checks/x")
        #expect(trial.finished == .failed)
        #expect(trial.unresolved.isEmpty)
    }
}
