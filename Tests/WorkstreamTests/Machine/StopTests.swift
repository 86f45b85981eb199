import Testing

@testable import Workstream

@Suite("Stops", .oneAtATime)
struct StopTests {
    /// Softest first.
    static let strengths: [Cut] = [.finishSequences, .finishActions, .cancel, .everything]

    @Test(
        "S42, S9, S12, S14 what a stop cancels, what goes on after it, and how everything ends, at every moment",
        arguments: Moment.allCases, strengths)
    func everyMoment(_ moment: Moment, _ cut: Cut) throws {
        var trial = try moment.trial()
        let count = trial.history.count
        trial.stop(cut)
        #expect(trial.cancelled.map(\.path) == moment.cancelled(by: cut))
        #expect(Moment.finish(&trial, since: count) == moment.rest(after: cut))
        #expect(trial.finished == .stopped)
        #expect(trial.status("A") == moment.blockStatus)
        #expect(trial.status("A/1") == moment.sequenceStatus(after: cut))
        #expect(trial.status("A/1/a") == moment.actionStatus(after: cut))
        #expect(trial.status("B") == (isAfterBlocks(moment) ? .completed : .notStarted))
    }

    @Test("S42 a stop is recorded with who asked for it, when, and how hard; the run's end is its last event", arguments: Moment.allCases, strengths)
    func recorded(_ moment: Moment, _ cut: Cut) throws {
        var trial = try moment.trial()
        let now = trial.now
        trial.stop(cut)
        _ = Moment.finish(&trial, since: 0)
        let stops = trial.journal.filter { if case .stopRequested = $0.kind { true } else { false } }
        #expect(stops.map(\.kind) == [.stopRequested(.init(cut, asked: Event.Asked(by: "somebody", because: "a test")))])
        #expect(stops.map(\.source) == [.operator])
        #expect(stops.map(\.time) == [now])
        #expect(trial.journal.last?.node == 0)
        #expect(trial.journal.last?.kind == .ended(.init(.stopped)))
    }

    @Test("S42 everything: what is left of deferred work is skipped, and says so", arguments: Moment.allCases.filter { $0 != .notStarted })
    func everything(_ moment: Moment) throws {
        var trial = try moment.trial()
        trial.stop(.everything)
        _ = Moment.finish(&trial, since: 0)
        for node in ["undo", "tell", "done", "sweep", "deferred-checks"] {
            for path in (moment.isInBlock && moment != .exitDelay ? ["A/"] : []) + [""] where trial.attempts("\(path)\(node)/x") == 0 {
                #expect(trial.status(path + node) == .skipped)
                let isChosen = (isAfterBody(moment, of: path) ? ["sweep", "deferred-checks"] : Self.all).contains(node)
                if isChosen { #expect(trial.events(path + node) == [.skipped(.init(.stopped))]) }
            }
        }
        if moment.isDeferred { #expect(trial.status(String(moment.call!.dropLast(2))) == .stopped) }
    }

    @Test("S42 a run that has not started ends at once", arguments: strengths)
    func notStarted(_ cut: Cut) throws {
        var trial = try Trial(Moment.plan())
        trial.stop(cut)
        #expect(trial.finished == .stopped)
        #expect(trial.journal.count == 3)
        trial.start()
        #expect(trial.running.isEmpty)
        #expect(trial.journal.count == 3)
    }

    @Test(
        "S42 a later stop that is no harder changes nothing", arguments: Moment.allCases,
        strengths.flatMap { first in strengths.filter { $0 <= first }.map { (first: first, second: $0) } })
    func softer(_ moment: Moment, _ stops: (first: Cut, second: Cut)) throws {
        var trial = try moment.trial()
        trial.stop(stops.first)
        let count = trial.journal.count
        trial.stop(stops.second)
        #expect(trial.journal.count == count)
        _ = Moment.finish(&trial, since: 0)
        let end = trial.journal.count
        trial.stop(.everything)
        #expect(trial.journal.count == end)
    }

    @Test(
        "S42 a later stop that is harder does what it would have done alone, while the first has changed nothing yet",
        arguments: Moment.allCases.filter { $0.call != nil },
        strengths.flatMap { first in strengths.filter { $0 > first }.map { (first: first, second: $0) } })
    func harder(_ moment: Moment, _ stops: (first: Cut, second: Cut)) throws {
        var trial = try moment.trial()
        let count = trial.history.count
        trial.stop(stops.first)
        trial.stop(stops.second)
        #expect(trial.cancelled.map(\.path) == moment.cancelled(by: stops.second))
        #expect(Moment.finish(&trial, since: count) == moment.rest(after: stops.second))
        #expect(trial.finished == .stopped)
        #expect(trial.status("A") == moment.blockStatus)
        #expect(trial.status("A/1") == moment.sequenceStatus(after: stops.second))
    }

    @Test("S42 a stop that becomes harder during deferred work ends that too", arguments: [Cut.finishSequences, .finishActions, .cancel])
    func harderDuringDeferred(_ cut: Cut) throws {
        var trial = try Moment.backingOff.trial()
        trial.stop(cut)
        if cut == .finishSequences {
            trial.pass(.seconds(1))
            trial.succeed("A/1/a", "A/1/b", "A/1/post-checks/x")
        }
        #expect(trial.running == ["A/undo/x"])
        trial.stop(.everything)
        #expect(trial.cancelled.map(\.path) == ["A/undo/x"])
        #expect(trial.finished == nil)
        trial.endCancelled("A/undo/x")
        #expect(trial.finished == .stopped)
        #expect(trial.status("A/undo") == .stopped)
        #expect(trial.status("A/tell") == .skipped)
        #expect(trial.status("tell") == .skipped)
    }

    @Test("S42 everything: a deferred action that waits for its next attempt is stopped at once", arguments: [true, false])
    func waitingDeferred(_ onPlan: Bool) throws {
        var undo = batch("undo", .always)
        undo.actions = [work("x", retries: 3), work("y")]
        var trial = try Trial.started(
            plan(deferred: onPlan ? [undo] : [], block: { if !onPlan { $0.deferred = [undo] } }, sequence("s", "a")))
        trial.succeed("B/s/a")
        let path = onPlan ? "undo" : "B/undo"
        trial.fail("\(path)/x")
        trial.stop(.cancel)
        #expect(trial.status("\(path)/x") == .running)
        trial.stop(.everything)
        #expect(trial.finished == .stopped)
        #expect(trial.status("\(path)/x") == .stopped)
        #expect(trial.status("\(path)/y") == .notStarted)
        #expect(trial.status(path) == .stopped)
    }

    @Test("S42 everything: after a deferred action that answers all the same, nothing more of its batch begins", arguments: [true, false])
    func answeringDeferred(_ onPlan: Bool) throws {
        let batches = [batch("undo", .always, "x", "y"), batch("tell", .always, "x")]
        var trial = try Trial.started(
            plan(deferred: onPlan ? batches : [], block: { if !onPlan { $0.deferred = batches } }, sequence("s", "a")))
        let prefix = onPlan ? "" : "B/"
        trial.succeed("B/s/a")
        trial.stop(.everything)
        trial.succeed("\(prefix)undo/x")
        #expect(trial.finished == .stopped)
        #expect(trial.status("\(prefix)undo/x") == .completed)
        #expect(trial.status("\(prefix)undo/y") == .notStarted)
        #expect(trial.status("\(prefix)undo") == .stopped)
        #expect(trial.status("\(prefix)tell") == .skipped)
    }

    @Test(
        "S42, S34 a stop fails an unresolved action of deferred work too, and there it counts: the run is failed", arguments: [true, false], strengths
    )
    func unresolvedDeferred(_ onPlan: Bool, _ cut: Cut) throws {
        var undecided = work("x", effect: .atMostOnce)
        undecided.onUnknownOutcome = .decide
        let batches = [
            Node.Batch(name: "undo", condition: .always, isRequired: true, actions: [undecided, work("y")]), batch("tell", .always, "x"),
        ]
        var trial = try Trial.started(
            plan(deferred: onPlan ? batches : [], block: { if !onPlan { $0.deferred = batches } }, sequence("s", "a")))
        let prefix = onPlan ? "" : "B/"
        trial.succeed("B/s/a")
        trial.overdue("\(prefix)undo/x")
        trial.endCancelled("\(prefix)undo/x")
        #expect(trial.unresolved == ["\(prefix)undo/x"])
        trial.stop(cut)
        #expect(trial.failure("\(prefix)undo/x")?.code == .outcomeUnknown)
        #expect(trial.running == (cut < .everything ? ["\(prefix)tell/x"] : []))
        if cut < .everything { trial.succeed("\(prefix)tell/x") }
        #expect(trial.finished == .failed)
        #expect(trial.origin == "\(prefix)undo/x")
    }

    @Test(
        "S42 a check of a gate that waits for its next attempt: softer stops let it have that, harder ones end it at once", arguments: strengths,
        ["", "B/"])
    func waitingCheck(_ cut: Cut, _ place: String) throws {
        let checks = [group(.pre, "x", retries: 1)]
        var trial = try Trial.started(
            plan(checks: place.isEmpty ? checks : [], block: { if !place.isEmpty { $0.checks = checks } }, sequence("s", "a")))
        let path = "\(place)pre-checks/x"
        trial.fail(path)
        trial.stop(cut)
        #expect(trial.status(path) == (cut < .cancel ? .running : .stopped))
        if cut < .cancel {
            trial.pass(.seconds(1))
            trial.succeed(path)
        }
        #expect(trial.finished == .stopped)
        #expect(trial.attempts("B/s/a") == 0)
    }

    @Test("S42 a run that had failed before the stop ends failed, whatever it stopped", arguments: strengths)
    func failedBefore(_ cut: Cut) throws {
        var trial = try Trial.started(
            plan(deferred: [batch("undo", .failure, "x")], block: { $0.concurrency = 2 }, sequence("1", "a"), sequence("2", "a")))
        trial.fail("B/1/a")
        trial.stop(cut)
        #expect(trial.cancelled.map(\.path) == (cut >= .cancel ? ["B/2/a"] : []))
        trial.succeed("B/2/a")
        if cut < .everything { trial.succeed("undo/x") }
        #expect(trial.finished == .failed)
        #expect(trial.status("B") == .failed)
        #expect(trial.status("undo") == (cut < .everything ? .completed : .skipped))
        #expect(trial.origin == "B/1/a")
        #expect(trial.machine.state.stop == cut)
    }

    @Test("S42 a failure in deferred work makes a stopped run a failed one", arguments: ["undo/x", "deferred-checks/x"], ["", "B/"])
    func failedDeferred(_ path: String, _ prefix: String) throws {
        let batches = [batch("undo", .failure, required: true, "x")]
        let checks = [group(.deferred, "x")]
        let onPlan = prefix.isEmpty
        var trial = try Trial.started(
            plan(
                checks: onPlan ? checks : [], deferred: onPlan ? batches : [],
                block: {
                    guard !onPlan else { return }
                    $0.checks = checks
                    $0.deferred = batches
                }, sequence("s", "a", "b")))
        trial.stop(.finishActions)
        trial.succeed("B/s/a")
        if path.hasPrefix("deferred") { trial.succeed(prefix + "undo/x") }
        trial.fail(prefix + path)
        if !path.hasPrefix("deferred") { trial.succeed(prefix + "deferred-checks/x") }
        #expect(trial.finished == .failed)
        #expect(trial.origin == prefix + path)
        #expect(trial.status("B") == (onPlan ? .stopped : .failed))
    }

    @Test(
        "S42 what fails in the body after the stop fails its action and sequence, but the run is stopped",
        arguments: [Cut.finishSequences, .finishActions])
    func failsAfterStop(_ cut: Cut) throws {
        var trial = try Moment.inFlight.trial()
        trial.stop(cut)
        trial.fail("A/1/a", permanent: true)
        #expect(trial.status("A/1/a") == .failed)
        #expect(trial.status("A/1") == .failed)
        _ = Moment.finish(&trial, since: 0)
        #expect(trial.status("A") == .stopped)
        #expect(trial.finished == .stopped)
        #expect(trial.reason() == nil)
    }

    @Test("S42, S12 an action that is stopped while it waits keeps its last error", arguments: [Cut.finishActions, .cancel, .everything])
    func keepsError(_ cut: Cut) throws {
        var trial = try Moment.backingOff.trial()
        trial.stop(cut)
        #expect(trial.status("A/1/a") == .stopped)
        #expect(trial.failure("A/1/a")?.message == "A/1/a went wrong")
    }

    @Test("S42, S13 a stop ends delays at once", arguments: [Moment.entranceDelay, .exitDelay], strengths)
    func delays(_ moment: Moment, _ cut: Cut) throws {
        var trial = try moment.trial()
        trial.stop(cut)
        #expect(trial.status("A") == (moment == .exitDelay ? .completed : cut == .everything ? .stopped : .running))
        if moment == .entranceDelay, cut < .everything { #expect(trial.running == ["A/tell/x"]) }
    }

    @Test("S42 between two blocks none begins: the stop comes when the first has ended", arguments: strengths)
    func betweenBlocks(_ cut: Cut) throws {
        var trial = try Moment.exitDelay.trial()
        trial.pause()
        trial.pass(.seconds(10))
        #expect(trial.status("A") == .completed)
        let count = trial.history.count
        trial.stop(cut)
        #expect(Moment.finish(&trial, since: count) == Moment.exitDelay.rest(after: cut))
        #expect(trial.status("B") == .notStarted)
        #expect(trial.finished == .stopped)
    }

    @Test(
        "S42, S43, S44 a stop ends a pause and a hold, and then does what it always does", arguments: Moment.allCases.filter { $0 != .notStarted },
        strengths.flatMap { cut in Standstill.allCases.map { (cut: cut, standstill: $0) } })
    func standingStill(_ moment: Moment, _ row: (cut: Cut, standstill: Standstill)) throws {
        var trial = try moment.trial()
        row.standstill.begin(&trial)
        let count = trial.history.count
        trial.stop(row.cut)
        #expect(trial.cancelled.map(\.path) == moment.cancelled(by: row.cut))
        #expect(Moment.finish(&trial, since: count) == moment.rest(after: row.cut))
        #expect(trial.finished == .stopped)
        #expect(trial.status("A/1") == moment.sequenceStatus(after: row.cut))
        #expect(trial.machine.attention == .none)
    }

    @Test("S42, S34 a stop fails an unresolved action with outcomeUnknown; the run is stopped all the same", arguments: strengths)
    func unresolved(_ cut: Cut) throws {
        var action = work("a", effect: .atMostOnce)
        action.onUnknownOutcome = .decide
        var trial = try Trial.started(
            plan(deferred: [batch("undo", .failure, "x")], Node.Sequence(name: "s", actions: [action, work("b")]), sequence("t", "a")))
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        #expect(trial.unresolved == ["B/s/a"])
        trial.stop(cut)
        #expect(trial.unresolved.isEmpty)
        #expect(trial.status("B/s/a") == .failed)
        #expect(trial.failure("B/s/a")?.code == .outcomeUnknown)
        #expect(trial.failure("B/s/a")?.isOutcomeUnknown == true)
        #expect(trial.failure("B/s/a")?.cause?.code == .timeout)
        #expect(trial.status("B/t") == .notStarted)
        if cut < .everything { trial.succeed("undo/x") }
        #expect(trial.finished == .stopped)
    }

    @Test("S42, S33 a plugin that is being asked: softer stops wait for its answer, harder ones go on without", arguments: strengths)
    func probing(_ cut: Cut) throws {
        var action = work("a")
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action, work("b")])))
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        trial.stop(cut)
        guard cut < .cancel else {
            #expect(trial.finished == .stopped)
            #expect(trial.status("B/s/a") == .failed)
            #expect(trial.failure("B/s/a")?.code == .timeout)
            #expect(trial.failure("B/s/a")?.isOutcomeUnknown == true)
            return
        }
        #expect(trial.finished == nil)
        trial.answerProbe("B/s/a", .happened(.empty))
        #expect(trial.status("B/s/a") == .completed)
        #expect(trial.running == (cut == .finishSequences ? ["B/s/b"] : []))
        if cut == .finishSequences { trial.succeed("B/s/b") }
        #expect(trial.finished == .stopped)
    }

    private static let all = ["undo", "tell", "done", "sweep", "deferred-checks"]

    private func isAfterBlocks(_ moment: Moment) -> Bool { [.planPostChecks, .planDeferredActions, .planDeferredChecks].contains(moment) }

    /// Whether the batches of the plan or block had been chosen before.
    private func isAfterBody(_ moment: Moment, of path: String) -> Bool {
        path.isEmpty
            ? [.planDeferredActions, .planDeferredChecks].contains(moment) : [.blockDeferredActions, .blockDeferredChecks].contains(moment)
    }
}
