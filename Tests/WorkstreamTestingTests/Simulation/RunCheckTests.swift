import Testing
import Workstream

@testable import WorkstreamTesting

/// Every check objects to a story that breaks its rule: a true one that is judged by a stricter plan, or that was tampered with.
@Suite("Checks of executions", .timeLimit(.minutes(5)))
struct RunCheckTests {
    /// Ten sequences, two at a time, watched, of which some fail, and which are rolled back.
    private static func plan(_ change: (inout Plan) -> Void = { _ in }) -> Plan {
        let look = Node.Action(name: "c", plugin: "look", request: [:])
        let actions = ["a", "b"].map { Node.Action(name: $0, plugin: "work", request: [:], timeout: .seconds(20), retries: 3, effect: .idempotent) }
        let undo = Node.Action(name: "u", plugin: "work", request: [:], effect: .idempotent)
        var plan = Plan(
            name: "P",
            blocks: [
                Node.Block(
                    name: "B", checks: [Node.Checks(.continuous, checks: [look], interval: .seconds(5)), Node.Checks(.pre, checks: [look])],
                    sequences: (0..<10).map { Node.Sequence(name: "s\($0)", actions: actions) },
                    deferred: [
                        Node.Batch(name: "undo", condition: .failure, actions: [undo]),
                        Node.Batch(name: "tell", condition: .success, actions: [undo]),
                    ], concurrency: 2, toleratedFailures: .count(3))
            ])
        change(&plan)
        return plan
    }

    private static func simulation(_ plan: Plan, fails: Double) -> Simulation<Void> {
        Simulation(of: plan).modelling(at: "B/s*/*", .fails(fails), .hangs(fails / 2))
    }

    /// What happened in an execution.
    private static func story(seed: UInt64, fails: Double = 0.4, faults: SimulatedFaults = .none) throws -> Story {
        let simulation = simulation(plan(), fails: fails).faults(faults)
        let subject = try SimulationSubject(simulation.plan, in: simulation)
        let result = Execution(subject: subject, seed: seed, faults: Simulation<Void>.lottery(of: subject, kinds: faults)(seed)).play()
        #expect(result.objections.isEmpty, "\(result.objections)")
        return result.story
    }

    /// The facts of a plan that is like the other one but for a change.
    private static func facts(_ change: (inout Plan) -> Void) throws -> PlanFacts {
        try SimulationSubject(plan(change), in: simulation(plan(change), fails: 0)).facts
    }

    /// Whether a check objects to one of a few stories after a change.
    private static func objects(_ check: RunCheck, fails: Double = 0.4, faults: SimulatedFaults = .none, _ change: (inout Story) throws -> Void)
        throws
        -> Bool
    {
        var objections = 0
        for seed in UInt64(0)..<20 {
            var story = try story(seed: seed, fails: fails, faults: faults)
            #expect(check.objection(to: story) == nil, "seed \(seed)")
            try change(&story)
            if check.objection(to: story) != nil { objections += 1 }
        }
        return objections > 0
    }

    @Test("S20, S21, S24, S33, S7, S14 a stricter plan is found to be broken")
    func stricter() throws {
        #expect(try Self.objects(.concurrency) { $0.facts = try Self.facts { $0.blocks[0].concurrency = 1 } })
        #expect(try Self.objects(.tolerance) { $0.facts = try Self.facts { $0.blocks[0].toleratedFailures = .count(0) } })
        #expect(try Self.objects(.attempts) { $0.facts = try Self.facts { $0.blocks[0].sequences.changeActions { $0.retries = 1 } } })
        #expect(try Self.objects(.repetition) { $0.facts = try Self.facts { $0.blocks[0].sequences.changeActions { $0.retries = 9 } } })
        #expect(try Self.objects(.repetition) { $0.facts = try Self.facts { $0.blocks[0].sequences.changeActions { $0.effect = .atMostOnce } } })
        #expect(try Self.objects(.atMostOnce) { $0.facts = try Self.facts { $0.blocks[0].sequences.changeActions { $0.effect = .atMostOnce } } })
        #expect(try Self.objects(.continuous, fails: 0) { $0.facts = try Self.facts { $0.blocks[0].checks[0].interval = .seconds(1) } })
        #expect(try Self.objects(.deferred, fails: 0.8) { $0.facts = try Self.facts { $0.blocks[0].deferred[0].condition = .success } })
        #expect(try Self.objects(.deferred, fails: 0) { $0.facts = try Self.facts { $0.blocks[0].deferred[1].condition = .failure } })
    }

    @Test("S26, S60 a call that overlaps, or has no intent, is found")
    func calls() throws {
        #expect(
            try Self.objects(.overlap) { story in
                // No call ends, and nothing is known of any.
                story.moments.removeAll { if case .callEnded = $0.what { true } else { false } }
                story.moments.removeAll { if case .stored = $0.what { true } else { false } }
            })
        #expect(
            try Self.objects(.intent) { story in
                story.removeEvents { if case .attemptBegan(let began) = $0 { began.attempt == 1 } else { false } }
            })
        #expect(try Self.objects(.intent) { story in story.removeEvents { if case .groupBegan = $0 { true } else { false } } })
    }

    @Test("S11, S63 deferred work beside a body, and a body before its gate, are found")
    func order() throws {
        #expect(
            try Self.objects(.drained) { story in
                story.moments.removeAll { if case .callEnded = $0.what { true } else { false } }
                story.removeEvents { if case .attemptEnded = $0 { true } else { false } }
            })
        #expect(
            try Self.objects(.gate, fails: 0) { story in
                let facts = story.facts
                let calls = story.calls
                story.moments.removeAll { moment in
                    if case .callEnded(let call) = moment.what { facts.entries[calls[call].node].group == .continuous } else { false }
                }
            })
        #expect(
            try Self.objects(.gate, fails: 0) { story in
                // An engine takes the run up in the middle, and the gate is not passed again.
                guard
                    let place = story.moments.lastIndex(where: {
                        if case .callBegan(let call) = $0.what { story.facts.entries[story.calls[call].node].isBody } else { false }
                    })
                else { return }
                story.events.append(Event(number: story.events.count + 1, time: story.moments[place].time, node: 0, kind: .recovered(.init())))
                story.moments.insert(StoryMoment(time: story.moments[place].time, what: .stored(story.events.count - 1)), at: place)
            })
    }

    @Test("S72, S1 times that decrease, gaps, and ends that are missing are found")
    func journal() throws {
        #expect(try Self.objects(.times) { $0.events[5].time = Timestamp(nanoseconds: 0) })
        #expect(try Self.objects(.times) { $0.events[5].number = 7 })
        #expect(
            try Self.objects(.ends) { story in
                let facts = story.facts
                guard
                    let place = story.events.firstIndex(where: { event in
                        if case .ended = event.kind { facts.entries[event.node].kind == .sequence } else { false }
                    })
                else { return }
                story.moments.removeAll { if case .stored(place) = $0.what { true } else { false } }
            })
        #expect(try Self.objects(.ends) { $0.moments.append(StoryMoment(time: $0.moments[0].time, what: .callBegan(0))) })
    }

    @Test("S1, S13, S31, S42, S43 phases out of order, waits cut short, other reasons, and work after a stop or during a pause are found")
    func control() throws {
        let asked = Event.Asked(by: "people")
        // Somebody asked for it before anything of the body began.
        #expect(try Self.objects(.pause, fails: 0) { $0.insertAtStart(.paused(asked)) })
        #expect(try Self.objects(.stop, fails: 0) { $0.insertAtStart(.stopRequested(.init(.finishSequences, asked: asked))) })
        #expect(try Self.objects(.stop, fails: 0) { $0.insertAtStart(.stopRequested(.init(.finishActions, asked: asked))) })
        #expect(
            try Self.objects(.order) { story in
                // The first of the block: the plan has one phase only.
                let isPhase: (Event) -> Bool = { if case .phaseBegan = $0.kind { $0.node != 0 } else { false } }
                guard let place = story.events.firstIndex(where: isPhase) else { return }
                story.events[place].kind = .phaseBegan(.init(.ended))
            })
        #expect(
            try Self.objects(.order) { story in
                guard let place = story.events.firstIndex(where: { if case .attemptBegan = $0.kind { true } else { false } }) else { return }
                story.events[place - 1].node = story.facts.entries[story.events[place].node].block
                story.events[place - 1].kind = .ended(.init(.completed))
            })
        #expect(
            try Self.objects(.waits) { story in
                for place in story.events.indices {
                    guard case .attemptEnded(var ended) = story.events[place].kind, let due = ended.due else { continue }
                    ended.due = due + .seconds(1)
                    story.events[place].kind = .attemptEnded(ended)
                }
            })
        #expect(try Self.objects(.reason, fails: 0.8) { $0.removeEvents { if case .failed = $0 { true } else { false } } })
        #expect(
            try Self.objects(.reason, fails: 0.8) { story in
                guard case .ended(var ended)? = story.events.last?.kind else { return }
                ended.origin = 0
                story.events[story.events.count - 1].kind = .ended(ended)
            })
    }

    @Test("S60–S63 stories with crashes and pauses keep the rules")
    func disturbed() throws {
        for seed in UInt64(0)..<100 { _ = try Self.story(seed: seed, fails: 0.1, faults: .all) }
    }
}

extension [Node.Sequence] {
    /// Changes every action.
    fileprivate mutating func changeActions(_ change: (inout Node.Action) -> Void) {
        for sequence in indices {
            for action in self[sequence].actions.indices { change(&self[sequence].actions[action]) }
        }
    }
}

extension Story {
    /// Puts an event about the plan in the place of the one that is stored second.
    fileprivate mutating func insertAtStart(_ kind: Event.Kind) {
        events[1].node = 0
        events[1].kind = kind
    }

    /// Takes events out of the story, though not out of the journal.
    fileprivate mutating func removeEvents(_ isRemoved: (Event.Kind) -> Bool) {
        let events = events
        moments.removeAll { if case .stored(let number) = $0.what { isRemoved(events[number].kind) } else { false } }
    }
}
