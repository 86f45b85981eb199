import Testing

@testable import Workstream

@Suite("Groups of checks in runs that stood still", .oneAtATime)
struct InterruptedGroupTests {
    /// Where a group of two checks "x" and "y" stands that may be tried again, and how to get there.
    enum Place: String, CaseIterable {
        case bypass = "bypass-checks"
        case pre = "pre-checks"
        case post = "post-checks"
        case deferred = "deferred-checks"
        case blockBypass = "B/bypass-checks"
        case blockPre = "B/pre-checks"
        case blockPost = "B/post-checks"
        case blockDeferred = "B/deferred-checks"
        case sequencePre = "B/s/pre-checks"
        case sequencePost = "B/s/post-checks"

        var path: String { rawValue }
        var kind: Node.Checks.Kind { .init(rawValue: String(path.split(separator: "/").last!.dropLast("-checks".count)))! }

        /// Those inside the body of the plan.
        static let covered = allCases.filter { $0.path.contains("/") }

        /// A run whose group has just begun, in a plan that may have continuous checks.
        func trial(isCovered: Bool = false) throws -> Trial {
            let checks = [group(kind, "x", "y", retries: 2)]
            let continuous = isCovered ? [group(.continuous, "alive", every: .seconds(100))] : []
            let depth = path.count { $0 == "/" }
            var trial = try Trial.started(
                plan(
                    checks: (depth == 0 ? checks : []) + continuous, block: { if depth == 1 { $0.checks = checks } },
                    sequence("s", "a", checks: depth == 2 ? checks : [])))
            if isCovered { trial.succeed("continuous-checks/alive") }
            if kind == .post || kind == .deferred { trial.succeed("B/s/a") }
            return trial
        }

        /// The checks, passed.
        func pass(_ trial: inout Trial) {
            for check in ["x", "y"] {
                if kind == .bypass { trial.fail("\(path)/\(check)", code: .checkFailed, permanent: true) } else { trial.succeed("\(path)/\(check)") }
            }
        }
    }

    @Test(
        "S6, S43 a group with a check that waited for its next attempt runs again as a whole, with fresh attempts", arguments: Place.allCases,
        Standstill.allCases)
    func runsAgain(_ place: Place, _ standstill: Standstill) throws {
        var trial = try place.trial()
        trial.succeed("\(place.path)/x")
        trial.fail("\(place.path)/y")
        standstill.begin(&trial)
        trial.pass(.seconds(10))
        #expect(trial.running.isEmpty)
        standstill.end(&trial)
        #expect(trial.calls == ["x", "y"].map { .init(path: "\(place.path)/\($0)", attempt: 1) })
        // Both retries are there again.
        trial.fail("\(place.path)/y")
        trial.pass(.seconds(1))
        trial.fail("\(place.path)/y")
        trial.pass(.seconds(2))
        #expect(trial.calls.contains(.init(path: "\(place.path)/y", attempt: 3)))
        place.pass(&trial)
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
        let runs = trial.events(place.path).compactMap { if case .groupBegan(let began) = $0 { began.run } else { nil } }
        #expect(runs == [1, 2])
    }

    @Test(
        "S6, S43 a group that runs again waits for the call that is still under way: it never has two runs", arguments: Place.allCases,
        Standstill.allCases)
    func waitsForCalls(_ place: Place, _ standstill: Standstill) throws {
        var trial = try place.trial()
        trial.fail("\(place.path)/x")
        standstill.begin(&trial)
        trial.pass(.seconds(10))
        standstill.end(&trial)
        #expect(trial.running == ["\(place.path)/y"])
        trial.pass(.seconds(10))
        #expect(trial.running == ["\(place.path)/y"])
        if place.kind == .bypass { trial.fail("\(place.path)/y", code: .checkFailed) } else { trial.succeed("\(place.path)/y") }
        #expect(trial.calls == ["x", "y"].map { .init(path: "\(place.path)/\($0)", attempt: 1) })
        place.pass(&trial)
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
    }

    @Test(
        "S43, S6 a group whose checks all ended meanwhile ran as a whole; only a gate runs again", arguments: Place.allCases, Standstill.allCases)
    func endedMeanwhile(_ place: Place, _ standstill: Standstill) throws {
        var trial = try place.trial()
        standstill.begin(&trial)
        place.pass(&trial)
        #expect(trial.running.isEmpty)
        guard place != .deferred, place != .blockDeferred else { return }
        standstill.end(&trial)
        let isGate = place.kind == .pre
        #expect(trial.attempts("\(place.path)/x") == (isGate ? 2 : 1))
        if isGate { place.pass(&trial) }
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
    }

    @Test("S43, S5 the whole gate runs again, also a group of it that had passed before", arguments: Standstill.allCases, [true, false])
    func wholeGate(_ standstill: Standstill, _ onPlan: Bool) throws {
        let checks = [group(.pre, "x"), group(.pre, "y"), group(.continuous, "alive")]
        var trial = try Trial.started(plan(checks: onPlan ? checks : [], block: { if !onPlan { $0.checks = checks } }, sequence("s", "a")))
        let names = trial.running
        #expect(names.count == 3)
        trial.succeed(names[0])
        trial.succeed(names[1])
        standstill.begin(&trial)
        standstill.end(&trial)
        // The one in flight must end first; the others begin at once.
        #expect(trial.running == names)
        #expect(names.map(trial.attempts) == [2, 2, 1])
        trial.succeed(names[2])
        #expect(trial.running == names)
        for name in names { trial.succeed(name) }
        #expect(trial.running == ["B/s/a"])
    }

    @Test(
        "S43 a check that fails for good while the run stands still fails its node at once, and nothing runs again",
        arguments: [Place.pre, .post, .blockPre, .blockPost, .sequencePre, .sequencePost], Standstill.allCases)
    func failsMeanwhile(_ place: Place, _ standstill: Standstill) throws {
        var trial = try place.trial()
        standstill.begin(&trial)
        trial.fail("\(place.path)/x", permanent: true)
        trial.succeed("\(place.path)/y")
        trial.pass(.seconds(10))
        let count = trial.history.count
        standstill.end(&trial)
        #expect(trial.history.count == count)
        #expect(trial.finished == .failed)
        #expect(trial.origin == "\(place.path)/x")
    }

    @Test("S42 a stop that cancels makes no further attempt of a group that was to run again", arguments: [Place.pre, .blockPre, .sequencePre])
    func cancelled(_ place: Place) throws {
        var trial = try place.trial()
        trial.pause()
        trial.resume()
        // Both checks are in flight, so the group is to run again only when they have ended; now they wait.
        trial.hold()
        for check in ["x", "y"] { trial.fail("\(place.path)/\(check)") }
        trial.pass(.seconds(5))
        trial.stop(.cancel)
        #expect(trial.attempts("\(place.path)/x") == 1)
        #expect(trial.attempts("\(place.path)/y") == 1)
        #expect(trial.finished == .stopped)
    }

    @Test("S43, S12 a group of a sequence that is being ended does not run again", arguments: Standstill.allCases)
    func endedGroup(_ standstill: Standstill) throws {
        var trial = try Trial.started(
            plan(block: { $0.concurrency = 2 }, sequence("1", "a"), sequence("2", "a", checks: [group(.pre, "x", "y", retries: 2)])))
        trial.fail("B/2/pre-checks/x")
        standstill.begin(&trial)
        trial.fail("B/1/a")
        trial.succeed("B/2/pre-checks/y")
        standstill.end(&trial)
        trial.pass(.seconds(10))
        #expect(trial.attempts("B/2/pre-checks/y") == 1)
        #expect(trial.status("B/2") == .stopped)
        #expect(trial.finished == .failed)
    }

    // MARK: Bodies that had begun

    @Test(
        "S43, S63 a group inside a body that had begun runs again only when the continuous groups that cover it have passed; deferred checks at once",
        arguments: Place.covered, Standstill.allCases)
    func covered(_ place: Place, _ standstill: Standstill) throws {
        var trial = try place.trial(isCovered: true)
        trial.succeed("\(place.path)/x")
        trial.fail("\(place.path)/y")
        standstill.begin(&trial)
        trial.pass(.seconds(10))
        standstill.end(&trial)
        let again = ["x", "y"].map { "\(place.path)/\($0)" }
        #expect(trial.running == (place.kind == .deferred ? again : []) + ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        #expect(trial.calls == again.map { .init(path: $0, attempt: 1) })
        place.pass(&trial)
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
    }

    @Test(
        "S43, S63 the same where a call of the group was still under way, whichever ends first", arguments: Place.covered, [true, false])
    func coveredInFlight(_ place: Place, _ isProvenFirst: Bool) throws {
        var trial = try place.trial(isCovered: true)
        trial.fail("\(place.path)/x")
        trial.pause()
        trial.pass(.seconds(10))
        trial.resume()
        #expect(trial.running == ["\(place.path)/y", "continuous-checks/alive"])
        if isProvenFirst { trial.succeed("continuous-checks/alive") }
        if place.kind == .bypass { trial.fail("\(place.path)/y", code: .checkFailed, permanent: true) } else { trial.succeed("\(place.path)/y") }
        let again = ["x", "y"].map { "\(place.path)/\($0)" }
        if !isProvenFirst {
            #expect(trial.running == (place.kind == .deferred ? again : []) + ["continuous-checks/alive"])
            trial.succeed("continuous-checks/alive")
        }
        #expect(trial.calls == again.map { .init(path: $0, attempt: 1) })
        place.pass(&trial)
        while let call = trial.running.first { trial.succeed(call) }
        #expect(trial.finished == .completed)
    }

    @Test("S43, S63 a gate that ended meanwhile runs again whole, after that", arguments: [Place.blockPre, .sequencePre], Standstill.allCases)
    func coveredGate(_ place: Place, _ standstill: Standstill) throws {
        var trial = try place.trial(isCovered: true)
        standstill.begin(&trial)
        place.pass(&trial)
        standstill.end(&trial)
        #expect(trial.running == ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        #expect(trial.calls == ["x", "y"].map { .init(path: "\(place.path)/\($0)", attempt: 1) })
        place.pass(&trial)
        #expect(trial.running == ["B/s/a"])
    }

    /// A run with its body under way, "b" next, and continuous checks in these places.
    private func body(_ places: Set<String>, policy: FailurePolicy = .finishActions) throws -> Trial {
        let checks = { (place: String) in places.contains(place) ? [group(.continuous, "alive", every: .seconds(100))] : [] }
        var trial = try Trial.started(
            plan(
                checks: checks(""), deferred: [batch("undo", .failure, "x")],
                block: {
                    $0.checks = checks("B/")
                    $0.concurrency = 2
                    $0.failurePolicy = policy
                }, Node.Sequence(name: "s", actions: [work("a", retries: 3), work("b")]),
                sequence("t", "a", checks: [group(.post, "after")]), sequence("u", "a")))
        while let call = trial.running.first(where: { $0.hasSuffix("alive") }) { trial.succeed(call) }
        return trial
    }

    @Test(
        "S43, S63 a body that had begun waits until every continuous group that covers it has passed once more",
        arguments: [["", "B/"], [""], ["B/"]] as [Set<String>], Standstill.allCases)
    func waits(_ places: Set<String>, _ standstill: Standstill) throws {
        var trial = try body(places)
        standstill.begin(&trial)
        trial.fail("B/s/a")
        trial.succeed("B/t/a")
        trial.pass(.seconds(10))
        standstill.end(&trial)
        let groups = places.map { "\($0)continuous-checks/alive" }.sorted()
        #expect(trial.running == groups)
        trial.pass(.seconds(10))
        for group in groups {
            #expect(trial.attempts("B/s/a") == 1)
            trial.succeed(group)
        }
        #expect(trial.running == ["B/s/a", "B/t/post-checks/after"])
        trial.succeed("B/t/post-checks/after")
        #expect(trial.running == ["B/s/a", "B/u/a"])
    }

    @Test("S43, S63 no new sequence and no next block begins before that, and what was in flight is not disturbed", arguments: Standstill.allCases)
    func nothingBegins(_ standstill: Standstill) throws {
        var trial = try body([""])
        trial.succeed("B/t/a")
        standstill.begin(&trial)
        trial.succeed("B/t/post-checks/after")
        standstill.end(&trial)
        #expect(trial.running == ["B/s/a", "continuous-checks/alive"])
        trial.succeed("B/s/a")
        #expect(trial.running == ["continuous-checks/alive"])
        trial.succeed("continuous-checks/alive")
        #expect(trial.running == ["B/s/b", "B/u/a"])

        var blocks = try Trial.started(
            Plan(
                name: "P", checks: [group(.continuous, "alive", every: .seconds(100))],
                blocks: ["A", "B"].map { Node.Block(name: $0, sequences: [sequence("s", "a")]) }))
        blocks.succeed("continuous-checks/alive")
        standstill.begin(&blocks)
        blocks.succeed("A/s/a")
        standstill.end(&blocks)
        #expect(blocks.running == ["continuous-checks/alive"])
        #expect(blocks.status("A") == .completed)
        blocks.succeed("continuous-checks/alive")
        #expect(blocks.running == ["B/s/a"])
    }

    @Test(
        "S43, S63 a continuous check that fails then ends its node, and what has failed or is stopped waits for no pass",
        arguments: FailurePolicy.allCases, ["", "B/"])
    func failsThen(_ policy: FailurePolicy, _ place: String) throws {
        var trial = try body(["", "B/"], policy: policy)
        trial.pause()
        trial.succeed("B/s/a", "B/t/a")
        trial.resume()
        trial.fail("\(place)continuous-checks/alive")
        let other = "\(place.isEmpty ? "B/" : "")continuous-checks/alive"
        // The group of the other level still covers the body, unless its node has failed or is being stopped.
        if place == "B/" { trial.succeed(other) }
        if policy == .finishSequences {
            trial.succeed("B/s/b", "B/t/post-checks/after")
        }
        #expect(trial.status("B/u") == .notStarted)
        #expect(trial.status("B/s") == (policy == .finishSequences ? .completed : .stopped))
        if trial.running.contains(other) { trial.succeed(other) }
        trial.succeed("undo/x")
        #expect(trial.finished == .failed)
        #expect(trial.origin == "\(place)continuous-checks/alive")
    }

    @Test("S43, S63 deferred work waits for no continuous group of the plan", arguments: Standstill.allCases)
    func deferredDoesNotWait(_ standstill: Standstill) throws {
        var trial = try Trial.started(
            plan(
                checks: [group(.continuous, "alive", every: .seconds(100))],
                block: { $0.deferred = [batch("undo", .always, "x", "y")] }, sequence("s", "a")))
        trial.succeed("continuous-checks/alive", "B/s/a")
        standstill.begin(&trial)
        trial.succeed("B/undo/x")
        standstill.end(&trial)
        #expect(trial.running.contains("B/undo/y"))
    }

    @Test("S43, S7 continuous groups go on while the run stands still", arguments: Standstill.allCases)
    func loopsGoOn(_ standstill: Standstill) throws {
        var trial = try body([""])
        standstill.begin(&trial)
        for _ in 1...3 {
            trial.pass(.seconds(100))
            trial.succeed("continuous-checks/alive")
        }
        #expect(trial.attempts("continuous-checks/alive") == 4)
    }

    @Test(
        "S43, S6 a continuous run that fails while the run stands still comes to its end: its other checks are tried again",
        arguments: Standstill.allCases)
    func failingRunGoesOn(_ standstill: Standstill) throws {
        var trial = try Trial.started(plan(checks: [group(.continuous, "x", "y", retries: 2)], sequence("s", "a")))
        trial.succeed("continuous-checks/x", "continuous-checks/y")
        trial.pass(.seconds(10))
        standstill.begin(&trial)
        trial.fail("continuous-checks/x", permanent: true)
        trial.fail("continuous-checks/y")
        trial.pass(.seconds(1))
        #expect(trial.calls.contains(.init(path: "continuous-checks/y", attempt: 2)))
    }

    @Test(
        "S43, S8 a continuous check that fails while the run stands still fails its node at once; deferred work waits",
        arguments: Standstill.allCases, ["", "B/"])
    func failsMeanwhile(_ standstill: Standstill, _ place: String) throws {
        var trial = try body([place], policy: .cancel)
        standstill.begin(&trial)
        trial.pass(.seconds(100))
        trial.fail("\(place)continuous-checks/alive")
        #expect(trial.reason(place.isEmpty ? "(plan)" : "B") != nil)
        #expect(trial.cancelled.map(\.path).sorted() == ["B/s/a", "B/t/a"])
        trial.endCancelled("B/s/a")
        trial.endCancelled("B/t/a")
        trial.pass(.seconds(1000))
        #expect(trial.running.isEmpty)
        #expect(trial.finished == nil)
        standstill.end(&trial)
        #expect(trial.running == ["undo/x"])
        trial.succeed("undo/x")
        #expect(trial.finished == .failed)
    }

    @Test("S43, S12 finishSequences: after a continuous failure, sequences that stood still go on with the resume", arguments: Standstill.allCases)
    func finishSequences(_ standstill: Standstill) throws {
        var trial = try body([""], policy: .finishSequences)
        standstill.begin(&trial)
        trial.succeed("B/s/a")
        trial.pass(.seconds(100))
        trial.fail("continuous-checks/alive")
        #expect(trial.running == ["B/t/a"])
        standstill.end(&trial)
        #expect(trial.running == ["B/s/b", "B/t/a"])
    }
}
