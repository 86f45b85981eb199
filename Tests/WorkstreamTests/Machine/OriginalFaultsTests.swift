import Testing

@testable import Workstream

/// The faults of the framework whose idea this one ports; none of them may come back.
@Suite("Faults of the original framework")
struct OriginalFaultsTests {
    @Test(
        "S5 a block or plan whose gate fails while it has continuous checks ends, whichever check fails and in whatever order they answer",
        arguments: ["", "B/"])
    func hangingGate(_ place: String) throws {
        let names = ["pre-checks/x", "continuous-checks/alive"].map { place + $0 }
        for failing in names {
            for order in [names, names.reversed()] {
                let checks = [group(.pre, "x"), group(.continuous, "alive")]
                var trial = try Trial.started(
                    plan(checks: place.isEmpty ? checks : [], block: { if !place.isEmpty { $0.checks = checks } }, sequence("s", "a")))
                for check in order { if check == failing { trial.fail(check) } else { trial.succeed(check) } }
                #expect(trial.finished == .failed)
                #expect(trial.attempts("B/s/a") == 0)
            }
        }
    }

    @Test("S11 no sequence outlives its block: the block ends after the last of them, and deferred work waits", arguments: FailurePolicy.allCases)
    func outlivingSequences(_ policy: FailurePolicy) throws {
        var trial = try Trial.started(
            plan(
                block: {
                    $0.concurrency = 3
                    $0.failurePolicy = policy
                    $0.deferred = [batch("undo", .always, "x")]
                }, sequence("1", "a"), sequence("2", "a"), sequence("3", "a")))
        trial.fail("B/1/a")
        trial.succeed("B/2/a")
        #expect(trial.status("B") == .running)
        #expect(trial.running == ["B/3/a"])
        trial.succeed("B/3/a", "B/undo/x")
        let ends = trial.journal.filter { if case .ended = $0.kind { true } else { false } }.map(\.node)
        #expect(ends == ["B/1", "B/2", "B/3", "B/undo", "B", "(plan)"].map(trial.number))
    }

    @Test("S7 continuous checks do not stall, however many runs pass while nothing else happens and nobody looks")
    func stalledChecks() throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "alive", every: .seconds(10))], sequence("s", "a")))
        trial.succeed("continuous-checks/alive")
        for _ in 0..<1000 {
            trial.pass(.seconds(10))
            trial.succeed("continuous-checks/alive")
        }
        #expect(trial.attempts("continuous-checks/alive") == 1001)
    }

    @Test(
        "S8, S9 a failure between two levels is not missed: a continuous check fails as a block ends, and the next one does not begin",
        arguments: ["", "A/"])
    func missedFailure(_ place: String) throws {
        let checks = [group(.continuous, "alive", every: .seconds(10))]
        let blocks = ["A", "B"].map { name in
            Node.Block(name: name, checks: place == "\(name)/" ? checks : [], sequences: [sequence("s", "a")], exitDelay: .seconds(5))
        }
        var trial = try Trial.started(Plan(name: "P", checks: place.isEmpty ? checks : [], blocks: blocks))
        trial.succeed("\(place)continuous-checks/alive")
        trial.pass(.seconds(10))
        // The run of the check is under way as the body of the block ends, and it fails in its exit delay, or before.
        trial.succeed("A/s/a")
        trial.fail("\(place)continuous-checks/alive")
        #expect(trial.finished == .failed)
        #expect(trial.status("A") == (place.isEmpty ? .completed : .failed))
        #expect(trial.status("B") == .notStarted)
    }

    @Test("S10, S31 after the failure of a block the run's reason is the error of its action, with its path, whatever follows")
    func wrongReason() throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.deferred, "last")], deferred: [batch("tell", .always, required: true, "x")],
                block: {
                    $0.concurrency = 2
                    $0.deferred = [batch("undo", .failure, required: true, "x")]
                }, sequence("1", "a"), sequence("2", "a")))
        trial.fail("B/2/a", code: "disk full")
        trial.fail("B/1/a", code: "later")
        for call in ["B/undo/x", "tell/x", "deferred-checks/last"] { trial.fail(call, code: "later") }
        #expect(trial.finished == .failed)
        #expect(trial.origin == "B/2/a")
        #expect(trial.reason()?.reason.code == "disk full")
    }

    @Test("S14 deferred batches run in the order in which they are listed, one after another", arguments: [true, false])
    func batchesOutOfOrder(_ succeeds: Bool) throws {
        let names = (0..<20).map { "\($0)" }
        var trial = try Trial.started(plan(deferred: names.map { batch($0, .always, "x", "y") }, sequence("s", "a")))
        if succeeds { trial.succeed("B/s/a") } else { trial.fail("B/s/a") }
        while let call = trial.running.first {
            #expect(trial.calls.count == 1)
            trial.succeed(call)
        }
        #expect(trial.history.map(\.path).dropFirst() == names.flatMap { ["\($0)/x", "\($0)/y"] }[...])
    }

    @Test("S24 no wait follows the last attempt: the run ends at that moment", arguments: 0..<4)
    func lastSleep(_ retries: Int) throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: retries)])))
        for attempt in 0..<retries {
            trial.fail("B/s/a")
            #expect(trial.finished == nil)
            trial.pass(.seconds(1 << attempt))
        }
        trial.fail("B/s/a")
        #expect(trial.finished == .failed)
        #expect(trial.journal.last?.time == trial.now)
    }

    @Test(
        "S26 attempts do not overlap: the next one waits until the call that timed out has ended, however long that takes", arguments: [true, false])
    func overlappingAttempts(_ isCheck: Bool) throws {
        let action = work("a", retries: 3)
        var trial = try Trial.started(
            plan(checks: isCheck ? [Node.Checks(.pre, checks: [action])] : [], Node.Sequence(name: "s", actions: [action])))
        let path = isCheck ? "pre-checks/a" : "B/s/a"
        trial.pass(.seconds(30))
        trial.overdue(path)
        trial.pass(.seconds(29))
        #expect(trial.history.map(\.attempt) == [1])
        trial.endCancelled(path)
        #expect(trial.history.map(\.attempt) == [1])
        trial.pass(.seconds(1))
        #expect(trial.history.map(\.attempt) == [1, 2])
    }

    @Test("S4, S14, S23, S42 every status can be reached by every kind of node that can have it")
    func statuses() throws {
        var reached: [String: Set<NodeStatus>] = [:]
        let note = { (trial: Trial) in
            for (kind, path) in ["plan": "(plan)", "block": "A", "sequence": "A/1", "action": "A/1/a", "checks": "A/post-checks", "batch": "A/done"] {
                reached[kind, default: []].insert(trial.status(path))
            }
        }
        for moment in Moment.allCases {
            for cut in StopTests.strengths {
                var trial = try moment.trial()
                note(trial)
                trial.stop(cut)
                _ = Moment.finish(&trial, since: 0)
                note(trial)
            }
            guard var trial = try moment.call.map({ _ in try moment.trial() }) else { continue }
            trial.fail(moment.call!, permanent: true)
            _ = Moment.finish(&trial, since: 0)
            note(trial)
        }
        var bypassed = try Moment.planBypass.trial()
        bypassed.succeed("bypass-checks/x")
        note(bypassed)
        for kind in ["block", "sequence", "action", "checks", "batch"] { #expect(reached[kind] == Set(NodeStatus.allCases), "\(kind)") }
        #expect(reached["plan"] == Set(NodeStatus.allCases).subtracting([.skipped]))
    }
}
