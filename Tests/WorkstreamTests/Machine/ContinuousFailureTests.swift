import Testing

@testable import Workstream

@Suite("Continuous checks that fail", .oneAtATime)
struct ContinuousFailureTests {
    /// The next run of a continuous check begins, and fails.
    private func fail(_ check: String, _ trial: inout Trial) {
        if !trial.running.contains(check) { trial.pass(.milliseconds(500)) }
        trial.fail(check)
    }

    @Test(
        "S8, S9, S12 a continuous check of the plan fails: the plan has failed at that moment, and the block under way is drained by its policy",
        arguments: Moment.ofBlock, FailurePolicy.allCases)
    func ofPlan(_ moment: Moment, _ policy: FailurePolicy) throws {
        var trial = try moment.trial(policy: policy, continuous: [""])
        let count = trial.history.count
        fail("continuous-checks/alive", &trial)
        #expect(trial.origin == "continuous-checks/alive")
        let cut = Cut(policy)
        #expect(trial.cancelled.map(\.path) == moment.cancelled(by: cut))
        #expect(Moment.finish(&trial, since: count) == moment.rest(after: cut))
        #expect(trial.finished == .failed)
        #expect(trial.origin == "continuous-checks/alive")
        #expect(trial.status("A") == moment.blockStatus)
        #expect(trial.status("A/1") == moment.sequenceStatus(after: cut))
        #expect(trial.status("A/1/a") == moment.actionStatus(after: cut))
        #expect(trial.status("B") == .notStarted)
    }

    @Test(
        "S8, S10, S12 a continuous check of a block fails: the block has failed at that moment, and the plan with it when the block has ended",
        arguments: Moment.ofBody, FailurePolicy.allCases)
    func ofBlock(_ moment: Moment, _ policy: FailurePolicy) throws {
        var trial = try moment.trial(policy: policy, continuous: ["A/"])
        let count = trial.history.count
        fail("A/continuous-checks/alive", &trial)
        #expect(trial.reason("A") != nil)
        #expect(trial.reason() == nil)
        let cut = Cut(policy)
        #expect(trial.cancelled.map(\.path) == moment.cancelled(by: cut))
        #expect(Moment.finish(&trial, since: count) == moment.rest(after: cut))
        #expect(trial.finished == .failed)
        #expect(trial.origin == "A/continuous-checks/alive")
        #expect(trial.status("A") == .failed)
        #expect(trial.status("A/1") == moment.sequenceStatus(after: cut))
        #expect(trial.status("A/1/a") == moment.actionStatus(after: cut))
        #expect(trial.status("A/2") == .notStarted)
        #expect(trial.status("B") == .notStarted)
    }

    @Test(
        "S8, S9 both levels fail, one after the other: the first is the run's reason, and a harder drain under way is not softened",
        arguments: Moment.ofBody, FailurePolicy.allCases)
    func both(_ moment: Moment, _ policy: FailurePolicy) throws {
        for isPlanFirst in [true, false] {
            var trial = try moment.trial(policy: policy, continuous: ["", "A/"])
            let count = trial.history.count
            if trial.running.contains(where: { $0.hasSuffix("alive") }) == false { trial.pass(.milliseconds(500)) }
            let checks = ["continuous-checks/alive", "A/continuous-checks/alive"]
            for check in isPlanFirst ? checks : checks.reversed() where trial.running.contains(check) { trial.fail(check) }
            #expect(trial.cancelled.map(\.path) == moment.cancelled(by: Cut(policy)))
            #expect(Moment.finish(&trial, since: count) == moment.rest(after: Cut(policy)))
            #expect(trial.finished == .failed)
            // The plan's own failure is noted at once, the block's reaches the plan with the block's end.
            #expect(trial.origin == checks[0])
            #expect(trial.status("A") == (isPlanFirst ? .stopped : .failed))
        }
    }

    @Test("S1, S8, S42 checks that end with the body of a stopped plan are failures of nothing any more", arguments: ["", "B/"])
    func endedWithBody(_ place: String) throws {
        let checks = group(.continuous, "one", "two", every: .milliseconds(500), retries: 1)
        let plan = place.isEmpty ? plan(checks: [checks], sequence("s", "a")) : plan(block: { $0.checks = [checks] }, sequence("s", "a"))
        var trial = try Trial.started(plan)
        for check in ["one", "two"] { trial.succeed("\(place)continuous-checks/\(check)") }
        trial.pass(.milliseconds(500))
        trial.stop(.finishActions)
        // Both wait for their second attempts when the body is over.
        for check in ["one", "two"] { trial.fail("\(place)continuous-checks/\(check)") }
        trial.succeed("B/s/a")
        #expect(trial.finished == .stopped)
        for node in ["(plan)", "B"] {
            let events = trial.events(node)
            #expect(!events.contains { if case .failed = $0 { true } else { false } }, "\(node)")
            if case .ended(let end)? = events.last { #expect(end.status == .stopped) } else { Issue.record("\(node): \(events)") }
        }
    }

    @Test("S8, S7 a continuous group that failed does not run again", arguments: ["", "A/"], FailurePolicy.allCases)
    func noMore(_ place: String, _ policy: FailurePolicy) throws {
        var trial = try Moment.inFlight.trial(policy: policy, continuous: [place])
        fail("\(place)continuous-checks/alive", &trial)
        let attempts = trial.attempts("\(place)continuous-checks/alive")
        trial.pass(.seconds(100))
        #expect(trial.attempts("\(place)continuous-checks/alive") == attempts)
    }

    @Test("S5, S14 the first run fails in the gate: the body never begins, and only what is for any failure is undone", arguments: ["", "A/"])
    func firstRun(_ place: String) throws {
        var trial = try (place.isEmpty ? Moment.planBypass : .blockBypass).trial(continuous: [place])
        Moment.answer("\(place)bypass-checks/x", &trial)
        trial.pass(.seconds(10))
        let count = trial.history.count
        trial.fail("\(place)continuous-checks/alive")
        #expect(trial.finished == nil)
        let moment: Moment = place.isEmpty ? .planGate : .blockGate
        #expect(Moment.finish(&trial, since: count) == moment.rest(after: .finishSequences))
        #expect(trial.finished == .failed)
        #expect(trial.origin == "\(place)continuous-checks/alive")
        #expect(trial.attempts("A/1/a") == 0)
    }

    @Test("S8 a check with retries left has not failed yet", arguments: ["", "B/"])
    func retries(_ place: String) throws {
        let checks = [group(.continuous, "alive", retries: 1)]
        var trial = try Trial.started(
            plan(checks: place.isEmpty ? checks : [], block: { if !place.isEmpty { $0.checks = checks } }, sequence("s", "a"), sequence("t", "a")))
        trial.succeed("\(place)continuous-checks/alive")
        trial.pass(.seconds(10))
        trial.fail("\(place)continuous-checks/alive")
        trial.succeed("B/s/a")
        #expect(trial.running == ["B/t/a"])
        trial.pass(.seconds(1))
        trial.fail("\(place)continuous-checks/alive")
        trial.succeed("B/t/a")
        #expect(trial.finished == .failed)
    }
}
