import Testing

@testable import Workstream

@Suite("Actions that wait for a decision", .oneAtATime)
struct UnresolvedTests {
    /// An action that waits for a decision when it is cut off.
    private static func undecided(_ name: String) -> Node.Action {
        var action = work(name, effect: .atMostOnce)
        action.onUnknownOutcome = .decide
        return action
    }

    /// A run whose action "B/s/a" waits for a decision, beside the sequence "t"; "u" would be next.
    private func waiting(policy: FailurePolicy = .finishActions) throws -> Trial {
        var trial = try Trial(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(10))],
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = policy
                    $0.deferred = [batch("undo", .always, "x")]
                }, Node.Sequence(name: "s", actions: [Self.undecided("a"), work("b")]), sequence("t", "a", "b"), sequence("u", "a")),
            sources: ["B/s/a"])
        trial.start()
        trial.succeed("continuous-checks/alive")
        cutOff("B/s/a", &trial)
        return trial
    }

    private func cutOff(_ path: String, _ trial: inout Trial) {
        trial.overdue(path)
        trial.endCancelled(path)
    }

    @Test("S34 an unresolved action keeps running as its status, and the run needs a decision")
    func needsDecision() throws {
        var trial = try waiting()
        #expect(trial.unresolved == ["B/s/a"])
        #expect(trial.status("B/s/a") == .running)
        #expect(trial.machine.attention == .needsDecision(count: 1))
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.machine.attention == .none)
    }

    @Test("S34 meanwhile running sequences and continuous checks go on, and no new sequence begins")
    func othersGoOn() throws {
        var trial = try waiting()
        trial.succeed("B/t/a")
        #expect(trial.running == ["B/t/b"])
        trial.succeed("B/t/b")
        #expect(trial.running.isEmpty)
        #expect(trial.status("B/u") == .notStarted)
        trial.pass(.seconds(10))
        #expect(trial.running == ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.running == ["B/s/b", "B/u/a"])
    }

    @Test("S34, S20 an unresolved action's sequence keeps its place")
    func keepsPlace() throws {
        var trial = try waiting()
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.running == ["B/s/b", "B/t/a"])
    }

    @Test(
        "S34 deferred work waits for the decision, also when the block has failed or the plan has", arguments: FailurePolicy.allCases, [true, false])
    func deferredWaits(_ policy: FailurePolicy, _ planFails: Bool) throws {
        var trial = try waiting(policy: policy)
        if planFails {
            trial.pass(.seconds(10))
            trial.fail("continuous-checks/alive")
            if policy == .finishSequences { trial.succeed("B/t/a", "B/t/b") } else { trial.succeed("B/t/a") }
        } else {
            trial.fail("B/t/a")
        }
        #expect(trial.unresolved == ["B/s/a"])
        #expect(trial.running.isEmpty)
        trial.decide("B/s/a", .failed("it is not there"))
        #expect(trial.running == ["B/undo/x"])
        trial.succeed("B/undo/x")
        #expect(trial.finished == .failed)
        #expect(trial.status("B/u") == .notStarted)
    }

    @Test("S34 a decision is stored with who and why")
    func recorded() throws {
        for verdict in [Event.Decided.Verdict.retry, .completed(.empty), .failed("no")] {
            var trial = try waiting()
            trial.decide("B/s/a", verdict)
            let decisions = trial.journal.filter { if case .decided = $0.kind { true } else { false } }
            #expect(decisions.map(\.source) == [.operator])
            #expect(
                decisions.map(\.kind) == [.decided(.init(attempt: 1, verdict, asked: Event.Asked(by: "somebody", because: "a test")))])
        }
    }

    @Test("S34 retry: another attempt begins, beyond the retries, and may be unresolved again")
    func retry() throws {
        var trial = try waiting()
        for attempt in 2...4 {
            trial.decide("B/s/a", .retry)
            #expect(trial.unresolved.isEmpty)
            #expect(trial.calls.contains(.init(path: "B/s/a", attempt: attempt)))
            cutOff("B/s/a", &trial)
            #expect(trial.unresolved == ["B/s/a"])
        }
        trial.decide("B/s/a", .retry)
        trial.succeed("B/s/a")
        #expect(trial.running == ["B/s/b", "B/t/a"])
    }

    @Test("S34 completed: its response is what bindings get")
    func completed() throws {
        var trial = try waiting()
        let response = Payload.whole(Array("{\"id\":7}".utf8))
        trial.decide("B/s/a", .completed(response))
        #expect(trial.status("B/s/a") == .completed)
        #expect(trial.machine.state.responses[trial.number("B/s/a")] == response)
        #expect(trial.running == ["B/s/b", "B/t/a"])
    }

    @Test("S34 failed: the action fails with the reason, and its sequence with it")
    func failed() throws {
        var trial = try waiting()
        trial.decide("B/s/a", .failed("the disk is empty"))
        #expect(trial.failure("B/s/a")?.message.contains("the disk is empty") == true)
        #expect(trial.failure("B/s/a")?.message.contains("somebody") == true)
        #expect(trial.failure("B/s/a")?.cause?.code == .timeout)
        #expect(trial.status("B/s") == .failed)
        #expect(trial.origin == nil)
        trial.succeed("B/t/a", "B/undo/x")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "B/s/a")
    }

    @Test("S34 a decision about an action that waits for none changes nothing", arguments: ["B/t/a", "B/u/a", "B/s/b", "B"])
    func nothingToDecide(_ path: String) throws {
        var trial = try waiting()
        let count = trial.journal.count
        trial.decide(path, .completed(.empty))
        trial.decide(path, .retry)
        #expect(trial.journal.count == count)
        trial.decide("B/s/a", .completed(.empty))
        let end = trial.journal.count
        trial.decide("B/s/a", .failed("too late"))
        #expect(trial.journal.count == end)
    }

    @Test("S34, S12 decisions in a block that is being ended", arguments: FailurePolicy.allCases)
    func draining(_ policy: FailurePolicy) throws {
        for verdict in [Event.Decided.Verdict.retry, .completed(.empty), .failed("no")] {
            var trial = try waiting(policy: policy)
            trial.fail("B/t/a")
            trial.decide("B/s/a", verdict)
            let goesOn = policy == .finishSequences
            switch verdict {
            case .retry:
                #expect(trial.status("B/s/a") == (goesOn ? .running : .stopped))
                if goesOn { trial.succeed("B/s/a", "B/s/b") }
            case .completed:
                #expect(trial.status("B/s/a") == .completed)
                if goesOn { trial.succeed("B/s/b") }
            case .failed:
                #expect(trial.status("B/s/a") == .failed)
            }
            #expect(trial.status("B/s") == (verdict == .failed("no") ? .failed : goesOn ? .completed : .stopped))
            trial.succeed("B/undo/x")
            #expect(trial.finished == .failed)
            #expect(trial.origin == "B/t/a")
        }
    }

    @Test("S34 an unresolved action of a deferred batch: the next batch and the deferred checks wait", arguments: [true, false])
    func inBatch(_ onPlan: Bool) throws {
        for verdict in [Event.Decided.Verdict.retry, .completed(.empty), .failed("no")] {
            let batches = [
                Node.Batch(name: "undo", condition: .always, isRequired: true, actions: [Self.undecided("x"), work("y")]),
                batch("tell", .always, "x"),
            ]
            var trial = try Trial.started(
                plan(deferred: onPlan ? batches : [], block: { if !onPlan { $0.deferred = batches } }, sequence("s", "a")))
            let prefix = onPlan ? "" : "B/"
            trial.succeed("B/s/a")
            cutOff("\(prefix)undo/x", &trial)
            #expect(trial.machine.attention == .needsDecision(count: 1))
            trial.pass(.seconds(1000))
            #expect(trial.running.isEmpty)
            trial.decide("\(prefix)undo/x", verdict)
            if verdict == .retry { trial.succeed("\(prefix)undo/x") }
            if verdict != .failed("no") { trial.succeed("\(prefix)undo/y") }
            trial.succeed("\(prefix)tell/x")
            #expect(trial.finished == (verdict == .failed("no") ? .failed : .completed))
        }
    }

    @Test("S34, S43, S44 a decision while the run stands still is carried out as far as nothing begins", arguments: Standstill.allCases)
    func standingStill(_ standstill: Standstill) throws {
        for verdict in [Event.Decided.Verdict.retry, .completed(.empty)] {
            var trial = try waiting()
            standstill.begin(&trial)
            trial.decide("B/s/a", verdict)
            #expect(trial.running == ["B/t/a"])
            #expect(trial.unresolved.isEmpty)
            standstill.end(&trial)
            trial.succeed("continuous-checks/alive")
            #expect(trial.running == (verdict == .retry ? ["B/s/a", "B/t/a"] : ["B/s/b", "B/t/a"]))
        }
    }

    @Test("S34, S23 a sequence that has become free to begin waits for the decision too")
    func dependents() throws {
        var trial = try Trial.started(
            plan(
                block: { $0.concurrency = 3 }, Node.Sequence(name: "s", actions: [Self.undecided("a")]), sequence("t", "a"),
                Node.Sequence(name: "u", after: ["t"], actions: [work("a")])))
        cutOff("B/s/a", &trial)
        trial.succeed("B/t/a")
        #expect(trial.running.isEmpty)
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.running == ["B/u/a"])
    }

    @Test("S34, S20 of two unresolved actions both must be decided before a new sequence begins")
    func two() throws {
        var trial = try Trial.started(
            plan(
                block: { $0.concurrency = 2 }, Node.Sequence(name: "s", actions: [Self.undecided("a")]),
                Node.Sequence(name: "t", actions: [Self.undecided("a")]), sequence("u", "a"), sequence("v", "a")))
        cutOff("B/s/a", &trial)
        cutOff("B/t/a", &trial)
        #expect(trial.machine.attention == .needsDecision(count: 2))
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.running.isEmpty)
        #expect(trial.machine.attention == .needsDecision(count: 1))
        trial.decide("B/t/a", .completed(.empty))
        #expect(trial.running == ["B/u/a", "B/v/a"])
    }
}
