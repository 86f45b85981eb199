import Testing

@testable import Workstream

@Suite("Runs that stand still", .oneAtATime)
struct PauseTests {
    /// What begins when a run goes on that stood still at that moment, and whose call in flight had answered meanwhile.
    private static func next(_ moment: Moment) -> [String] {
        switch moment {
        case .notStarted, .planDeferredChecks: []
        case .planBypass: ["pre-checks/x"]
        // S43: a gate that had not been passed runs again whole.
        case .planGate: ["pre-checks/x"]
        case .blockBypass: []
        case .entranceDelay: ["A/pre-checks/x"]
        case .blockGate: ["A/pre-checks/x"]
        case .sequenceGate: ["A/1/pre-checks/x"]
        case .inFlight: ["A/1/b"]
        case .backingOff: ["A/1/a"]
        case .sequencePostChecks: ["A/2/a"]
        case .blockPostChecks: ["A/done/x"]
        case .blockDeferredActions: ["A/sweep/x"]
        case .blockDeferredChecks: []
        case .exitDelay: ["B/1/a"]
        case .planPostChecks: ["done/x"]
        case .planDeferredActions: ["sweep/x"]
        }
    }

    @Test(
        "S43, S44 while a run stands still, what is in flight finishes and nothing begins; then it goes on where it stood",
        arguments: Moment.allCases.filter { $0 != .notStarted }, Standstill.allCases)
    func everyMoment(_ moment: Moment, _ standstill: Standstill) throws {
        var trial = try moment.trial()
        let count = trial.history.count
        let journal = trial.journal.count
        standstill.begin(&trial)
        #expect(trial.running == (moment.call.map { [$0] } ?? []))
        if let call = moment.call { Moment.answer(call, &trial) }
        trial.pass(.seconds(3600))
        #expect(trial.history.count == count)
        #expect(!trial.journal.dropFirst(journal).contains { isBeginning($0.kind) })
        #expect(trial.finished == (moment == .planDeferredChecks ? .completed : nil))
        guard moment != .planDeferredChecks else { return }
        standstill.end(&trial)
        #expect(trial.running == Self.next(moment))
        _ = Moment.finish(&trial, since: 0)
        #expect(trial.finished == .completed)
    }

    private func isBeginning(_ kind: Event.Kind) -> Bool {
        switch kind {
        case .began, .phaseBegan, .groupBegan, .attemptBegan: true
        default: false
        }
    }

    @Test("S43 delays run on while a run stands still; none begins", arguments: Standstill.allCases)
    func delays(_ standstill: Standstill) throws {
        var trial = try Moment.blockBypass.trial()
        standstill.begin(&trial)
        trial.fail("A/bypass-checks/x", code: .checkFailed)
        trial.pass(.seconds(3600))
        standstill.end(&trial)
        // The delay begins only now.
        trial.pass(.milliseconds(9999))
        #expect(trial.running.isEmpty)
        trial.pass(.milliseconds(1))
        #expect(trial.running == ["A/pre-checks/x"])

        var delayed = try Moment.entranceDelay.trial()
        delayed.pass(.seconds(4))
        standstill.begin(&delayed)
        delayed.pass(.seconds(4))
        standstill.end(&delayed)
        #expect(delayed.running.isEmpty)
        delayed.pass(.seconds(2))
        #expect(delayed.running == ["A/pre-checks/x"])
    }

    @Test("S43 the wait before an attempt runs on", arguments: Standstill.allCases, [500, 5000])
    func backOff(_ standstill: Standstill, _ milliseconds: Int) throws {
        var trial = try Moment.backingOff.trial()
        standstill.begin(&trial)
        trial.pass(.milliseconds(milliseconds))
        #expect(trial.running.isEmpty)
        standstill.end(&trial)
        #expect(trial.running == (milliseconds > 1000 ? ["A/1/a"] : []))
        trial.pass(.milliseconds(500))
        #expect(trial.running == ["A/1/a"])
        #expect(trial.history.last == .init(path: "A/1/a", attempt: 2))
    }

    @Test("S43, S44 who pauses and resumes is recorded; a hold leaves no event", arguments: Standstill.allCases)
    func recorded(_ standstill: Standstill) throws {
        var trial = try Moment.inFlight.trial()
        let count = trial.journal.count
        standstill.begin(&trial)
        trial.pass(.seconds(7))
        #expect(trial.machine.attention == (standstill == .pause ? .paused : .held(reason: "test")))
        standstill.end(&trial)
        #expect(trial.machine.attention == .none)
        let asked = Event.Asked(by: "somebody", because: "a test")
        #expect(
            trial.journal.dropFirst(count).map(\.kind)
                == (standstill == .pause ? [.paused(asked), .resumed(.init(shift: .seconds(7), asked: asked))] : []))
        #expect(trial.journal.dropFirst(count).allSatisfy { $0.source == .operator })
    }

    @Test("S43, S44 asked twice, or for nothing, a pause, resume, hold and release change nothing", arguments: Moment.allCases)
    func idempotent(_ moment: Moment) throws {
        var trial = try moment.trial()
        var count = trial.journal.count
        trial.resume()
        trial.release()
        #expect(trial.journal.count == count)
        for standstill in Standstill.allCases {
            standstill.begin(&trial)
            count = trial.journal.count
            trial.pass(.milliseconds(100))
            standstill.begin(&trial)
            #expect(trial.journal.count == count)
            standstill.end(&trial)
        }
        #expect(trial.machine.attention == .none)
    }

    @Test("S43 a run that ended while it was paused is over, and a resume changes nothing")
    func resumedAfterTheEnd() throws {
        var trial = try Trial.started(plan(checks: [group(.pre, "x")], sequence("s", "a")))
        trial.pause()
        trial.fail("pre-checks/x", permanent: true)
        #expect(trial.finished == .failed)
        let events = trial.journal.count
        trial.resume()
        #expect(trial.journal.count == events)
    }

    @Test("S43, S44 what is paused and held goes on when both have ended", arguments: [true, false])
    func both(_ isHeldFirst: Bool) throws {
        let order = isHeldFirst ? [Standstill.hold, .pause] : [.pause, .hold]
        for ends in [order, order.reversed()] {
            var trial = try Moment.inFlight.trial()
            for standstill in order { standstill.begin(&trial) }
            trial.succeed("A/1/a")
            ends[0].end(&trial)
            #expect(trial.running.isEmpty)
            ends[1].end(&trial)
            #expect(trial.running == ["A/1/b"])
        }
    }

    @Test(
        "S43, S44 as long as one of the two lasts, the end of the other begins nothing, also no continuous run before its time",
        arguments: Standstill.allCases)
    func oneLasts(_ first: Standstill) throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "alive", every: .seconds(100))], sequence("s", "a", "b")))
        trial.succeed("continuous-checks/alive")
        for standstill in Standstill.allCases { standstill.begin(&trial) }
        trial.succeed("B/s/a")
        first.end(&trial)
        #expect(trial.running.isEmpty)
        for standstill in Standstill.allCases { standstill.end(&trial) }
        #expect(trial.running == ["continuous-checks/alive"])
    }

    @Test("S43 a stop ends the pause for good: a resume after it changes nothing", arguments: StopTests.strengths)
    func stopped(_ cut: Cut) throws {
        var trial = try Moment.inFlight.trial()
        trial.pause()
        trial.stop(cut)
        let count = trial.journal.count
        trial.resume()
        #expect(trial.journal.count == count)
    }

    @Test("S44, S41 a run that is started while it is held begins with its release")
    func startedWhileHeld() throws {
        var trial = try Trial(plan(sequence("s", "a")))
        trial.hold()
        trial.start()
        trial.start()
        #expect(trial.status() == .running)
        #expect(trial.journal.count == 2)
        trial.pass(.seconds(10))
        #expect(trial.running.isEmpty)
        trial.release()
        #expect(trial.running == ["B/s/a"])
    }

    // MARK: Deadlines

    /// A pause or a hold, from one second to another.
    struct Overlap: CustomStringConvertible {
        var pause: Range<Int>
        var hold: Range<Int>
        var description: String { "paused \(pause), held \(hold)" }
        /// For how many seconds the run stood still.
        var total: Int { Set(pause).union(hold).count }
    }

    static let overlaps = [
        Overlap(pause: 2..<5, hold: 0..<0), Overlap(pause: 0..<0, hold: 2..<5), Overlap(pause: 2..<10, hold: 5..<20),
        Overlap(pause: 5..<20, hold: 2..<10), Overlap(pause: 2..<20, hold: 5..<10), Overlap(pause: 5..<10, hold: 2..<20),
        Overlap(pause: 2..<5, hold: 10..<20), Overlap(pause: 10..<20, hold: 2..<5), Overlap(pause: 2..<10, hold: 2..<10),
        Overlap(pause: 2..<10, hold: 10..<20), Overlap(pause: 10..<20, hold: 2..<10),
    ]

    @Test("S43, S44 deadlines stand still for as long as the run does, paused, held, or both", arguments: overlaps)
    func deadlines(_ overlap: Overlap) throws {
        var trial = try Trial.started(
            plan(Node.Sequence(name: "s", actions: [work("a", timeout: nil, deadline: .seconds(60)), work("b")])))
        let deadline = trial.now + .seconds(60)
        for _ in 0..<25 { second(&trial, overlap, since: deadline) }
        let moved = deadline + .seconds(overlap.total)
        #expect(trial.machine.deadline(of: trial.number("B/s/a")) == moved)
        #expect(trial.limited.last == .init(path: "B/s/a", attempt: 1))
        // What the clock said before counts no more.
        trial.pass(deadline - trial.now)
        trial.overdue("B/s/a", .deadline)
        #expect(trial.cancelled.isEmpty)
        trial.pass(moved - trial.now)
        trial.overdue("B/s/a", .deadline)
        #expect(trial.cancelled.map(\.path) == ["B/s/a"])
    }

    private func second(_ trial: inout Trial, _ overlap: Overlap, since deadline: Timestamp) {
        let second = 60 - Int((deadline - trial.now).components.seconds)
        if overlap.pause.upperBound == second, !overlap.pause.isEmpty { trial.resume() }
        if overlap.hold.upperBound == second, !overlap.hold.isEmpty { trial.release() }
        if overlap.pause.lowerBound == second, !overlap.pause.isEmpty { trial.pause() }
        if overlap.hold.lowerBound == second, !overlap.hold.isEmpty { trial.hold() }
        trial.pass(.seconds(1))
    }

    @Test("S43 the resume's event carries how far deadlines move; after a hold an event of its own does", arguments: Standstill.allCases)
    func shifts(_ standstill: Standstill) throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", deadline: .seconds(60))])))
        standstill.begin(&trial)
        trial.pass(.seconds(7))
        standstill.end(&trial)
        let shifts: [Duration] = trial.journal.compactMap {
            switch $0.kind {
            case .resumed(let resumed): resumed.shift
            case .deadlinesMoved(let shift): shift
            default: nil
            }
        }
        #expect(shifts == [.seconds(7)])
        #expect(trial.journal.contains { $0.kind == .deadlinesMoved(.seconds(7)) } == (standstill == .hold))
    }

    @Test("S43, S25 no deadline ends anything while the run stands still, and no wait is refused for it", arguments: Standstill.allCases)
    func noDeadlineMeanwhile(_ standstill: Standstill) throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", retries: 3, deadline: .seconds(10))])))
        trial.pass(.seconds(8))
        standstill.begin(&trial)
        trial.pass(.seconds(100))
        trial.overdue("B/s/a", .deadline)
        #expect(trial.cancelled.isEmpty)
        // The deadline is two seconds away, and the wait is one.
        trial.fail("B/s/a")
        trial.pass(.seconds(100))
        #expect(trial.status("B/s/a") == .running)
        standstill.end(&trial)
        #expect(trial.running == ["B/s/a"])
        // The next wait is two.
        trial.fail("B/s/a")
        #expect(trial.failure("B/s/a")?.code == .deadlineExceeded)
    }

    @Test("S43, S42 a stop that ends a pause moves deadlines too")
    func stopMoves() throws {
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [work("a", deadline: .seconds(60))])))
        let deadline = trial.now + .seconds(60)
        trial.pause()
        trial.pass(.seconds(100))
        trial.stop(.finishActions)
        #expect(trial.machine.deadline(of: trial.number("B/s/a")) == deadline + .seconds(100))
        #expect(trial.limited == [.init(path: "B/s/a", attempt: 1)])
    }

    @Test("S43 probes that fall due wait for nothing, and their answers are taken", arguments: Standstill.allCases)
    func probing(_ standstill: Standstill) throws {
        var action = work("a")
        action.plugin = "probing"
        var trial = try Trial.started(plan(Node.Sequence(name: "s", actions: [action, work("b")])))
        trial.overdue("B/s/a")
        trial.endCancelled("B/s/a")
        standstill.begin(&trial)
        trial.answerProbe("B/s/a", .inProgress(.seconds(5)))
        trial.pass(.seconds(5))
        trial.answerProbe("B/s/a", .happened(.empty))
        #expect(trial.status("B/s/a") == .completed)
        #expect(trial.running.isEmpty)
        standstill.end(&trial)
        #expect(trial.running == ["B/s/b"])
    }
}
