import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Run") struct RunTests {
    /// The run that follows from a trial's journal.
    private func run(_ trial: Trial, of plan: Plan) throws -> Run {
        var run = try Run(RunID.sample(1), of: StoredPlan(plan.numbered()))
        try run.apply(stored: trial.journal.map(StoredEvent.init))
        return run
    }

    private let fleet = plan(
        block: {
            $0.concurrency = 2
            $0.toleratedFailures = .count(1)
        }, sequence("web-1", "upload", "unpack"), sequence("web-2", "upload", "unpack"), sequence("web-3", "upload"))

    @Test("a submitted run is the tree of its plan, and nothing has begun")
    func submitted() throws {
        let run = try run(Trial(fleet), of: fleet)
        #expect(run.status == .notStarted)
        #expect(run.submitted == Timestamp(nanoseconds: 1_000_000_000))
        #expect(run.started == nil)
        #expect(run.blocks.count == 1)
        #expect(run.blocks[0].sequences.map(\.name) == ["web-1", "web-2", "web-3"])
        #expect(run.blocks[0].sequences[1].actions.map(\.name) == ["upload", "unpack"])
        #expect(run.nodes.allSatisfy { $0.state.status == .notStarted })
        #expect(run.nodes.map(\.path) == fleet.nodes.map(\.path))
        #expect(run.description == "\"P\" has not started")
    }

    @Test("times, attempts and statuses are those of the events")
    func going() throws {
        var trial = try Trial.started(fleet)
        trial.pass(.seconds(2))
        trial.succeed("B/web-1/upload")
        trial.pass(.seconds(3))
        let run = try run(trial, of: fleet)
        #expect(run.status == .running)
        #expect(run.started == Timestamp(nanoseconds: 1_000_000_000))
        #expect(run.blocks[0].state.phase == .body)
        let upload = run.blocks[0].sequences[0].actions[0]
        #expect(upload.state.status == .completed)
        #expect(upload.state.duration == .seconds(2))
        #expect(upload.attempts.map(\.number) == [1])
        #expect(upload.attempts[0].duration == .seconds(2))
        #expect(upload.response == .empty)
        let unpack = run.blocks[0].sequences[0].actions[1]
        #expect(unpack.state.status == .running)
        #expect(unpack.response == nil)
        #expect(unpack.attempts[0].started == Timestamp(nanoseconds: 3_000_000_000))
        #expect(run.blocks[0].sequences[2].state.status == .notStarted)
    }

    @Test("S22, S31 failures are listed in order of time with their paths, tolerated ones too, and the reason is the one that counted")
    func failures() throws {
        var trial = try Trial.started(fleet)
        trial.fail("B/web-2/upload", code: "tolerated")
        trial.pass(.seconds(1))
        trial.fail("B/web-1/upload", code: "counted")
        trial.succeed("B/web-3/upload")
        let run = try run(trial, of: fleet)
        #expect(run.status == .failed)
        #expect(run.failures.map(\.path) == ["B/web-2/upload", "B/web-1/upload"])
        #expect(run.failures.map(\.code) == ["tolerated", "counted"])
        #expect(run.failures[1].time - run.failures[0].time == .seconds(1))
        #expect(run.failures.first?.message == "B/web-2/upload went wrong")
        #expect(run.reason?.path == "B/web-1/upload")
        #expect(run.reason?.code == "counted")
        #expect(run.blocks[0].state.reason?.code == "counted")
        #expect(run["B/web-2"]?.state.reason?.code == "tolerated")
        #expect(run["B/web-2"]?.state.origin == run["B/web-2/upload"]?.number)
        #expect(run["B/web-2/unpack"]?.state.status == .notStarted)
        #expect(run.description == "\"P\" failed: B/web-1/upload: B/web-1/upload went wrong (counted)")
    }

    @Test("S24 every attempt stays on record, with what it failed with and when the next one was due")
    func attempts() throws {
        let plan = plan(Node.Sequence(name: "s", actions: [work("a", retries: 2)]))
        var trial = try Trial.started(plan)
        trial.fail("B/s/a", code: "first")
        trial.pass(.seconds(1))
        trial.fail("B/s/a", code: "second")
        trial.pass(.seconds(2))
        trial.succeed("B/s/a")
        let run = try run(trial, of: plan)
        let action = run.blocks[0].sequences[0].actions[0]
        #expect(action.attempts.map(\.number) == [1, 2, 3])
        #expect(action.attempts.map { $0.error?.code } == ["first", "second", nil])
        #expect(action.attempts.map(\.nextDue) == [Timestamp(nanoseconds: 2_000_000_000), Timestamp(nanoseconds: 4_000_000_000), nil])
        #expect(run.failures.isEmpty)
        #expect(action.error == nil)
    }

    @Test("S33 an attempt that was cut off says why, and that nobody knows what came of it")
    func cutOff() throws {
        let plan = plan(Node.Sequence(name: "s", actions: [work("a", effect: .atMostOnce)]))
        var trial = try Trial.started(plan)
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        let run = try run(trial, of: plan)
        let attempt = try #require(run.blocks[0].sequences[0].actions[0].attempts.first)
        #expect(attempt.cut == .timeout)
        #expect(attempt.isOutcomeUnknown)
        #expect(run.failures.map(\.code) == [.timeout])
    }

    @Test("S26 a late answer stays on record and changes nothing")
    func lateAnswer() throws {
        let plan = plan(Node.Sequence(name: "s", actions: [work("a", effect: .atMostOnce)]), sequence("t", "b"))
        var trial = try Trial.started(plan)
        trial.overdue("B/s/a")
        trial.abandon("B/s/a")
        let before = try run(trial, of: plan)
        var after = before
        after.apply(
            Event(
                number: before.lastNumber + 1, time: trial.now, node: try #require(before["B/s/a"]).number,
                kind: .lateAnswer(.init(attempt: 1, outcome: .success(.empty)))))
        #expect(after["B/s/a"]?.action?.attempts[0].lateAnswer == .success(.empty))
        #expect(after["B/s/a"]?.status == before["B/s/a"]?.status)
        #expect(after["B/s/a"]?.action?.response == nil)
    }

    @Test("S4 after a bypass everything inside is skipped and says why, and a bypass check that says no is no failure")
    func bypass() throws {
        let plan = plan(checks: [group(.bypass, "done?")], sequence("s", "a"))
        var yes = try Trial.started(plan)
        yes.succeed("bypass-checks/done?")
        let bypassed = try run(yes, of: plan)
        #expect(bypassed.status == .completed)
        #expect(bypassed.state.isBypassed)
        #expect(bypassed["B/s/a"]?.status == .skipped)
        #expect(bypassed["B/s/a"]?.state.explanation == "there was nothing to do: its bypass checks passed")
        #expect(bypassed["bypass-checks/done?"]?.status == .completed)

        var no = try Trial.started(plan)
        no.fail("bypass-checks/done?", code: .checkFailed)
        no.succeed("B/s/a")
        let done = try run(no, of: plan)
        #expect(done.status == .completed)
        #expect(done.failures.isEmpty)
        #expect(done["bypass-checks/done?"]?.status == .failed)

        var blind = try Trial.started(plan)
        blind.fail("bypass-checks/done?", code: .notFound)
        let failed = try run(blind, of: plan)
        #expect(failed.status == .failed)
        #expect(failed.failures.map(\.path) == ["bypass-checks/done?"])
        #expect(failed.reason?.code == .notFound)
    }

    @Test("S14 a batch that was not chosen says why, and one that failed is listed by its action alone")
    func deferred() throws {
        let plan = plan(
            deferred: [batch("celebrate", .success, "sing"), batch("undo", .failure, required: true, "restore", "report")], sequence("s", "a"))
        var trial = try Trial.started(plan)
        trial.fail("B/s/a")
        trial.fail("undo/restore", code: "stuck")
        let run = try run(trial, of: plan)
        #expect(run.deferred[0].status == .skipped)
        #expect(run.deferred[0].state.skipReason == .conditionNotMet(.success))
        #expect(run.deferred[0].actions[0].state.explanation == "it is for a success, which did not come about")
        #expect(run.deferred[1].status == .failed)
        #expect(run.failures.map(\.path) == ["B/s/a", "undo/restore"])
        #expect(run.reason?.path == "B/s/a")
    }

    @Test("S6 a group that runs again has fresh attempts, and the earlier ones stay on record")
    func reruns() throws {
        let plan = plan(checks: [group(.continuous, "alive", retries: 1)], sequence("s", "a"))
        var trial = try Trial.started(plan)
        trial.succeed("continuous-checks/alive")
        trial.pass(.seconds(10))
        trial.fail("continuous-checks/alive", code: "one")
        trial.pass(.seconds(1))
        trial.fail("continuous-checks/alive", code: "two")
        trial.succeed("B/s/a")
        let run = try run(trial, of: plan)
        let check = run.checks[0].checks[0]
        #expect(check.isCheck)
        #expect(check.state.status == .failed)
        #expect(check.attempts.map { $0.error?.code } == ["one", "two"])
        #expect(check.attempts.map(\.groupRun) == [2, 2])
        #expect(check.state.earlierAttempts.map(\.groupRun) == [1])
        #expect(run.checks[0].state.runs >= 2)
        #expect(run.failures.map(\.path) == ["continuous-checks/alive"])
        #expect(run.status == .failed)
    }

    @Test("S28 the request of an action with bindings is the one that was filled in")
    func request() throws {
        let plan = plan(Node.Sequence(name: "s", actions: [work("source"), work("a", bound: true)]))
        var trial = try Trial.started(plan)
        trial.resolve = { _ in .request(Payload(["value": 7], limit: 100)) }
        let before = try run(trial, of: plan)
        #expect(try before["B/s/a"]?.action?.request == [:])
        trial.succeed("B/s/source")
        let run = try run(trial, of: plan)
        #expect(try run["B/s/a"]?.action?.request == ["value": 7])
    }

    @Test("S41 a run that was started too late fails by itself, at the plan")
    func startExpired() throws {
        var plan = fleet
        plan.startLimit = .seconds(5)
        var trial = try Trial(plan)
        trial.pass(.seconds(6))
        trial.start()
        let run = try run(trial, of: plan)
        #expect(run.status == .failed)
        #expect(run.failures.map(\.path) == [.plan])
        #expect(run.reason?.code == .startExpired)
    }
}
