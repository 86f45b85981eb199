import Testing

@testable import Workstream

@Suite("Runs that are taken up again")
struct RecoveryTests {
    // MARK: What becomes of a call

    @Test("S33 an interrupted idempotent attempt is made again under its own number, and uses up no retry")
    func repeated() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 1)])))
        trial.fail("B/s/a")
        trial.pass(.seconds(1))
        for _ in 0..<2 {
            trial.crash()
            #expect(trial.calls == [.init(path: "B/s/a", attempt: 2)])
        }
        trial.fail("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == .failed)
    }

    @Test("S12, S67 a call that was not made because of a storage fault, and whose run was stopped meanwhile, is not made after all")
    func notMadeAndStopped() throws {
        for isHeld in [false, true] {
            var trial = try Trial.started(plan(deferred: [batch("undo", .failure, "x")], Node.Sequence(name: "s", actions: [work("a"), work("b")])))
            trial.succeed("B/s/a")
            trial.stop(.finishActions)
            trial.recoverUnmade("B/s/b", hold: isHeld ? "test" : nil)
            #expect(trial.status("B/s/b") == .stopped)
            if isHeld { trial.release() }
            trial.succeed("undo/x")
            #expect(trial.finished == .stopped)
            #expect(trial.attempts("B/s/b") == 1)
        }
    }

    @Test("S24, S62 the wait before the next attempt goes on where it was")
    func backingOff() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 2)])))
        trial.fail("B/s/a")
        trial.pass(.milliseconds(600))
        trial.crash(for: .milliseconds(300))
        #expect(trial.running.isEmpty)
        trial.pass(.milliseconds(99))
        #expect(trial.running.isEmpty)
        trial.pass(.milliseconds(1))
        #expect(trial.calls == [.init(path: "B/s/a", attempt: 2)])
    }

    @Test("S33, S34 an interrupted call that must not be made twice waits for a decision", arguments: [nil, UnknownOutcomePolicy.decide])
    func unresolved(_ policy: UnknownOutcomePolicy?) throws {
        var action = work("a", retries: 3, effect: .atMostOnce)
        action.onUnknownOutcome = policy
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action, work("b")])))
        trial.crash()
        #expect(trial.running.isEmpty && trial.unresolved == ["B/s/a"])
        trial.crash()
        #expect(trial.unresolved == ["B/s/a"])
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.running == ["B/s/b"])
    }

    @Test("S33 an action whose unknown outcome is to fail it fails when it is interrupted", arguments: [Effect.idempotent, .atMostOnce])
    func fails(_ effect: Effect) throws {
        var action = work("a", effect: effect)
        action.onUnknownOutcome = .fail
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action])))
        trial.crash()
        guard effect == .atMostOnce else {
            #expect(trial.running == ["B/s/a"])
            return
        }
        #expect(trial.finished == .failed)
        #expect(trial.failure("B/s/a")?.code == .interrupted && trial.failure("B/s/a")?.isOutcomeUnknown == true)
    }

    /// What a plugin says of an interrupted call, and the calls that follow.
    static let answers: [(ProbeAnswer, [Trial.Call])] = [
        (.happened(.empty), [.init(path: "B/s/b", attempt: 1)]),
        (.didNotHappen, [.init(path: "B/s/a", attempt: 1)]),
    ]

    @Test("S33 a plugin that can tell is asked what an interrupted call did, whatever its effect", arguments: Effect.allCases, answers.indices)
    func asked(_ effect: Effect, _ answer: Int) throws {
        var action = work("a", effect: effect)
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action, work("b")])))
        trial.crash()
        #expect(trial.calls == [.init(path: "B/s/a", attempt: 1, isProbe: true)])
        // The question may be interrupted too.
        trial.crash()
        #expect(trial.calls == [.init(path: "B/s/a", attempt: 1, isProbe: true)])
        trial.answerProbe("B/s/a", Self.answers[answer].0)
        trial.pass(.zero)
        #expect(trial.calls == Self.answers[answer].1)
    }

    @Test("S33 a plugin that finds its call in progress is asked again at that time, after a crash too")
    func inProgress() throws {
        var action = work("a", effect: .atMostOnce)
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action])))
        trial.crash()
        trial.answerProbe("B/s/a", .inProgress(.seconds(10)))
        trial.crash(for: .seconds(4))
        #expect(trial.calls.isEmpty)
        trial.pass(.seconds(6))
        trial.answerProbe("B/s/a", .happened(.empty))
        #expect(trial.finished == .completed)
    }

    @Test("S25, S33 an interrupted call whose deadline has passed is not made again: nobody knows what it did")
    func deadlinePassed() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", deadline: .seconds(5))])))
        trial.crash(for: .seconds(6))
        #expect(trial.running.isEmpty && trial.unresolved == ["B/s/a"])
    }

    @Test("S25, S33, S63 a deadline that passes while a call that was interrupted waits for the continuous checks leaves its outcome unknown")
    func deadlinePassesMeanwhile() throws {
        var trial = try Trial.started(
            plan(checks: [group(.continuous, "alive")], Node.Sequence(name: "s", actions: [work("a", deadline: .seconds(5))])))
        trial.succeed("continuous-checks/alive")
        trial.crash()
        #expect(trial.running == ["continuous-checks/alive"])
        trial.pass(.seconds(6))
        trial.succeed("continuous-checks/alive")
        #expect(trial.unresolved == ["B/s/a"])
        trial.decide("B/s/a", .completed(.empty))
        #expect(trial.finished == .completed)
    }

    @Test("S33 a call that was already cut off when its engine ended is settled as one that was cut off", arguments: Effect.allCases)
    func cutBefore(_ effect: Effect) throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 1, effect: effect)])))
        trial.overdue("B/s/a")
        trial.crash()
        if effect == .atMostOnce {
            #expect(trial.finished == .failed && trial.failure("B/s/a")?.code == .timeout)
        } else {
            trial.pass(.seconds(1))
            #expect(trial.calls == [.init(path: "B/s/a", attempt: 2)])
        }
    }

    @Test("S34 a run that is being stopped waits for no decision about an interrupted call")
    func stoppedMeanwhile() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", effect: .atMostOnce)])))
        trial.stop(.finishActions)
        trial.crash()
        #expect(trial.finished == .stopped && trial.failure("B/s/a")?.code == .outcomeUnknown)
    }

    @Test("S12 an idempotent call that was interrupted while its block was drained is stopped", arguments: [FailurePolicy.finishActions, .cancel])
    func drained(_ policy: FailurePolicy) throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = policy
                }, sequence("s", "a"), sequence("t", "a")))
        trial.fail("B/s/a", permanent: true)
        trial.crash()
        #expect(trial.finished == .failed)
        #expect(trial.status("B/t/a") == .stopped && trial.status("B/t") == .stopped)
    }

    @Test("S12 a call that was interrupted while running sequences were let finish is made again")
    func drainedSoftly() throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.concurrency = 2
                    $0.failurePolicy = .finishSequences
                }, sequence("s", "a"), sequence("t", "a", "b")))
        trial.fail("B/s/a", permanent: true)
        trial.crash()
        trial.succeed("B/t/a")
        trial.succeed("B/t/b")
        #expect(trial.finished == .failed && trial.status("B/t") == .completed)
    }

    // MARK: Crash loops

    @Test(
        "S70 only processes that ended with an attempt count, and one that lost the run and took it up again begins the count anew",
        arguments: [
            ([false, false], false), ([false, false, false], true), ([false, false, true], false), ([true, true, true, true], false),
            ([false, false, true, false, false], false), ([false, false, true, false, false, false], true), ([true, false, false, false], true),
        ])
    func survivors(_ survived: [Bool], isLoop: Bool) throws {
        var trial = try Trial.started(plan(sequence("s", "a")))
        for survived in survived { trial.crash(survived: survived) }
        #expect(trial.running == (isLoop ? [] : ["B/s/a"]))
        #expect(trial.unresolved == (isLoop ? ["B/s/a"] : []))
    }

    @Test("S70 an attempt that three processes in a row did not survive is not repeated by itself, whatever its effect")
    func crashLoop() throws {
        var trial = try Trial.started(plan(sequence("s", "a")))
        trial.crash()
        trial.crash()
        #expect(trial.running == ["B/s/a"])
        trial.crash()
        #expect(trial.running.isEmpty && trial.unresolved == ["B/s/a"])
        #expect(trial.machine.state.errors[trial.number("B/s/a")]?.code == .crashLoop)
        trial.decide("B/s/a", .retry)
        #expect(trial.calls == [.init(path: "B/s/a", attempt: 2)])
        // People wanted it, and it counts anew.
        trial.crash()
        trial.crash()
        #expect(trial.running == ["B/s/a"])
    }

    @Test("S45, S70 a process that closed in good order did survive it")
    func handedOver() throws {
        var trial = try Trial.started(plan(sequence("s", "a")))
        for _ in 0..<5 {
            trial.crash()
            trial.crash()
            trial.shutDown()
            trial.endCancelled("B/s/a")
            trial.handOver()
            trial.crash()
            #expect(trial.running == ["B/s/a"])
        }
    }

    @Test("S70 an outcome ends the count")
    func survived() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 5)])))
        for _ in 0..<3 {
            trial.crash()
            trial.crash()
            trial.fail("B/s/a")
            trial.pass(.seconds(60))
        }
        #expect(trial.calls == [.init(path: "B/s/a", attempt: 4)])
    }

    @Test("S70 a plugin whose questions end the process is not asked for ever")
    func crashingProbe() throws {
        var action = work("a")
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action])))
        for _ in 0..<3 { trial.crash() }
        #expect(trial.running.isEmpty && trial.unresolved == ["B/s/a"])
    }

    @Test("S70 a check that three processes in a row did not survive fails with that")
    func crashingCheck() throws {
        var trial = try Trial.started(plan(checks: [group(.pre, "x", "y")], sequence("s", "a")))
        trial.crash()
        trial.succeed("pre-checks/y")
        trial.crash()
        trial.succeed("pre-checks/y")
        trial.crash()
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .failed && trial.failure("pre-checks/x")?.code == .crashLoop)
    }

    // MARK: Groups and gates

    @Test("S6 a group that was interrupted runs again as a whole, with fresh attempts", arguments: InterruptedGroupTests.Place.allCases)
    func groups(_ place: InterruptedGroupTests.Place) throws {
        var trial = try place.trial()
        trial.succeed("\(place.path)/x")
        trial.fail("\(place.path)/y")
        trial.pass(.seconds(1))
        trial.crash()
        #expect(trial.calls == ["x", "y"].map { .init(path: "\(place.path)/\($0)", attempt: 1) })
        place.pass(&trial)
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
    }

    @Test("S5, S63 a gate that was interrupted is passed as a whole")
    func gate() throws {
        var trial = try Trial.started(plan(checks: [group(.pre, "x"), group(.continuous, "alive")], sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.crash()
        #expect(trial.running == ["continuous-checks/alive", "pre-checks/x"])
    }

    @Test("S63 no attempt of a body begins until the continuous groups that cover it have passed once more")
    func proof() throws {
        let block = { (block: inout Node.Block) in
            block.checks = [group(.continuous, "alive")]
            block.concurrency = 2
        }
        var trial = try Trial.started(plan(checks: [group(.continuous, "alive")], block: block, sequence("s", "a", "b"), sequence("t", "a")))
        trial.succeed("continuous-checks/alive")
        trial.succeed("B/continuous-checks/alive")
        trial.succeed("B/s/a")
        trial.crash()
        #expect(trial.running == ["B/continuous-checks/alive", "continuous-checks/alive"])
        trial.succeed("B/continuous-checks/alive")
        #expect(trial.running == ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        #expect(trial.running == ["B/s/b", "B/t/a"])
    }

    @Test("S63 deferred work, probes and what is being stopped do not wait for continuous groups")
    func unproven() throws {
        var probing = work("p")
        probing.plugin = "probing"
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive")], block: { $0.deferred = [batch("d", .always, "x")] }, sequence("s", "a"),
                Node.Sequence(name: "t", actions: [probing])))
        trial.succeed("continuous-checks/alive")
        trial.succeed("B/s/a")
        trial.crash()
        #expect(trial.running == ["B/t/p", "continuous-checks/alive"])
        trial.answerProbe("B/t/p", .happened(.empty))
        #expect(trial.running == ["B/d/x", "continuous-checks/alive"])
        trial.crash()
        #expect(trial.running == ["B/d/x", "continuous-checks/alive"])
    }

    @Test("S7, S63 a continuous check that fails after the crash fails its plan before anything goes on")
    func failsAfterwards() throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "alive")], sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        trial.crash()
        trial.fail("continuous-checks/alive", permanent: true)
        #expect(trial.finished == .failed && trial.attempts("B/s/a") == 1 && trial.status("B/s/a") == .stopped)
    }

    // MARK: Where the run stood

    @Test("S13, S72 a crash neither shortens nor repeats a delay", arguments: [Moment.entranceDelay, .exitDelay])
    func delays(_ moment: Moment) throws {
        var trial = try moment.trial()
        trial.pass(.seconds(4))
        trial.crash(for: .seconds(3))
        let count = trial.history.count
        trial.pass(.milliseconds(2999))
        #expect(trial.history.count == count)
        trial.pass(.milliseconds(1))
        #expect(trial.history.count == count + 1)
    }

    @Test("S62 wherever a run was interrupted, it goes on from there", arguments: Moment.allCases)
    func everywhere(_ moment: Moment) throws {
        var whole = try moment.trial()
        var trial = whole
        trial.crash()
        let rest = Moment.finish(&whole, since: whole.history.count)
        let repeated = Moment.finish(&trial, since: trial.history.count)
        #expect(trial.finished == whole.finished)
        #expect(Array(repeated.drop { !rest.contains($0) }).suffix(rest.count) == rest[...])
        #expect(trial.paths.allSatisfy { trial.status($0) == whole.status($0) })
    }

    @Test("S43 a paused run comes back paused, and its gate is passed when it goes on", arguments: Moment.allCases.dropFirst())
    func paused(_ moment: Moment) throws {
        var trial = try moment.trial()
        trial.pause()
        trial.crash(for: .seconds(30))
        #expect(trial.running.isEmpty)
        trial.pass(.seconds(60))
        #expect(trial.running.isEmpty)
        trial.resume()
        _ = Moment.finish(&trial, since: 0)
        #expect(trial.finished == .completed)
    }

    @Test("S44 a run that comes up held does nothing until it is released", arguments: Moment.allCases.dropFirst())
    func held(_ moment: Moment) throws {
        var trial = try moment.trial()
        trial.crash(hold: "away for too long")
        #expect(trial.machine.attention == .held(reason: "away for too long"))
        trial.pass(.seconds(60))
        #expect(trial.running.isEmpty)
        trial.release()
        _ = Moment.finish(&trial, since: 0)
        #expect(trial.finished == .completed)
    }

    @Test("S64 a run that came up held can be stopped; its deferred work runs")
    func heldAndStopped() throws {
        var trial = try Moment.inFlight.trial()
        trial.crash(hold: "away for too long")
        trial.stop(.finishActions)
        let rest = Moment.finish(&trial, since: trial.history.count)
        #expect(trial.finished == .stopped && rest.isEmpty == false)
        #expect(trial.attempts("A/undo/x") == 1 && trial.attempts("undo/x") == 1)
    }

    @Test("S14 batches that were chosen before a crash are not chosen again, and each runs once")
    func batches() throws {
        var trial = try Trial.started(
            plan(deferred: [batch("d", .success, "x"), batch("e", .failure, "x"), batch("f", .always, "x")], sequence("s", "a")))
        trial.succeed("B/s/a")
        trial.succeed("d/x")
        trial.crash()
        trial.succeed("f/x")
        #expect(trial.finished == .completed && trial.attempts("d/x") == 1 && trial.attempts("e/x") == 0 && trial.attempts("f/x") == 2)
    }

    @Test("S60 a run that has not started, or has ended, is not changed by being taken up")
    func nothingToDo() throws {
        var trial = try Trial(plan(sequence("s", "a")))
        trial.crash()
        #expect(trial.journal.count == 1)
        trial.start()
        trial.succeed("B/s/a")
        let count = trial.journal.count
        trial.crash()
        trial.handOver()
        #expect(trial.journal.count == count)
    }

    // MARK: Messages

    @Test("S47, S62 a message counts once, also when it is handed in again after a crash")
    func messages() throws {
        var trial = try Trial.started(plan(sequence("s", "a")))
        trial.feed(.pause(.init(by: "somebody", message: 1)))
        trial.feed(.resume(.init(by: "somebody", message: 2)))
        let count = trial.journal.count
        trial.crash()
        trial.feed(.pause(.init(by: "somebody", message: 1)))
        #expect(trial.machine.state.pausedSince == nil && trial.machine.state.lastMessage == 2)
        #expect(trial.journal.dropFirst(count).allSatisfy { $0.kind.message == nil })
    }

    @Test("S47 a message that changes nothing is written down once, with the reason")
    func ignoredMessages() throws {
        var trial = try Trial.started(plan(sequence("s", "a")))
        trial.feed(.resume(.init(by: "somebody", message: 1)))
        trial.feed(.unreadableMessage(2, "It says nothing that can be done."))
        trial.feed(.unreadableMessage(2, "It says nothing that can be done."))
        let ignored = trial.journal.compactMap { if case .messageIgnored(let ignored) = $0.kind { ignored } else { nil } }
        #expect(ignored.map(\.message) == [1, 2])
        #expect(ignored.last?.reason == "It says nothing that can be done.")
        trial.succeed("B/s/a")
        trial.feed(.resume(.init(by: "somebody", message: 3)))
        #expect(trial.machine.state.lastMessage == 2)
    }
}
