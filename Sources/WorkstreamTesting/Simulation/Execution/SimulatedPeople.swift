import Workstream

/// Those who stop, pause and decide, and see to it that every run comes to its end: they let go on what stands still, and know the world's truth.
final class SimulatedPeople: Sendable {
    private struct State {
        var engine: Engine?
        var run: RunID?
        var waiting: [StoryRecorder.Reaction] = []
        var tasks: [Task<Void, Never>] = []
        var random: SeededGenerator
        var hasLeft = false
    }

    private let subject: SimulationSubject
    private let recorder: StoryRecorder
    private let executor: SeededExecutor
    private let state: Lock<State>

    /// People who know no engine yet.
    init(subject: SimulationSubject, recorder: StoryRecorder, executor: SeededExecutor, seed: UInt64) {
        self.subject = subject
        self.recorder = recorder
        self.executor = executor
        state = Lock(State(random: SeededGenerator(seed: seed).derived(0x9E09)))
    }

    /// They get to know the engine, and see where the run stands that an earlier one has left.
    func meet(_ engine: Engine, _ run: RunID) {
        let waiting = state.withLock { state in
            state.engine = engine
            state.run = run
            defer { state.waiting = [] }
            return state.waiting
        }
        for reaction in waiting { react(to: reaction) }
        guard recorder.update({ $0.life > 1 && !$0.story.events.isEmpty }) else { return }
        react(to: .settle)
        react(to: .resume)
        for deed in recorder.update({ $0.openOrders }) { react(to: .deed(deed, after: .zero)) }
    }

    /// They do something about something, in time.
    func react(to reaction: StoryRecorder.Reaction) {
        let known = state.withLock { state -> (Engine, RunID, SeededGenerator)? in
            if state.hasLeft { return nil }
            guard let engine = state.engine, let run = state.run else {
                state.waiting.append(reaction)
                return nil
            }
            return (engine, run, SeededGenerator(seed: state.random.next()))
        }
        guard let (engine, run, random) = known else { return }
        let task = executor.spawn("people") { [self] in
            var person = Person(people: self, engine: engine, run: run, random: random)
            try? await person.act(on: reaction)
        }
        state.withLock { $0.tasks.append(task) }
    }

    /// They go, whatever they were about to do.
    func leave() async {
        let tasks = state.withLock { state in
            state.hasLeft = true
            defer { state.tasks = [] }
            return state.tasks
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}

extension SimulatedPeople {
    /// Somebody who does one thing.
    private struct Person {
        let people: SimulatedPeople
        let engine: Engine
        let run: RunID
        var random: SeededGenerator

        private var recorder: StoryRecorder { people.recorder }
        private var executor: SeededExecutor { people.executor }

        mutating func act(on reaction: StoryRecorder.Reaction) async throws {
            switch reaction {
            case .deed(let deed, let after):
                try await wait(after)
                try await act(deed)
            case .settle: try await settle()
            case .release:
                try await hesitate(upTo: 3_600)
                try await ask(.release) { try await engine.release(run) }
            case .resume:
                try await hesitate(upTo: 600)
                while try await engine.snapshot(of: run).isPaused {
                    try? await ask(.resume) { try await engine.resume(run, by: "people") }
                    try await wait(.seconds(60))
                }
            case .mend(let after):
                try await wait(after)
                try await mend()
            }
        }

        private mutating func act(_ deed: ScheduledFault.Deed) async throws {
            switch deed {
            case .stop(let strength): try await ask(.stop(strength)) { try await engine.stop(run, strength, by: "people") }
            case .pause: try await ask(.pause) { try await engine.pause(run, by: "people") }
            case .hold(let lasting):
                try await ask(.hold) { try await engine.hold(run, because: "People want to look.") }
                try await wait(lasting)
                try await ask(.release) { try await engine.release(run) }
            case .restart(let limit, let away): recorder.restart(within: limit, away: away, at: executor.now)
            }
        }

        /// Settles every action that waits for a decision, by the truth.
        private mutating func settle() async throws {
            try await hesitate(upTo: 600)
            var attempts = 0
            while let action = try await engine.snapshot(of: run).unresolved.first {
                let node = action.number
                let attempt = action.state.lastAttempt?.number ?? 0
                // Whoever decides makes sure first that nothing goes on.
                if recorder.isUnderWay(node) {
                    try await wait(.seconds(30))
                    continue
                }
                attempts += 1
                let response = recorder.response(of: node, attempt: attempt)
                let settled = people.subject.models[node]?.verdict
                let mayRetry = settled.map { $0 == .retry } ?? (attempts < 4 && random.next(below: 4) > 0)
                let decision: Decision = response.map { .completed($0) } ?? (mayRetry ? .retry : .failed("People gave it up."))
                let verdict: StoryMoment.Deed.Verdict = response == nil ? (mayRetry ? .retry : .failed) : .completed
                // Not again without another look: a decision that seems lost may have been taken, and what it led to may have happened.
                try? await ask(.decide(node: node, verdict), repeatedly: false) {
                    try await engine.decide(run, action.path, decision, by: "people", because: "They looked.")
                }
                try await wait(.seconds(5))
            }
        }

        /// Lets a run go on whose storage failed.
        private mutating func mend() async throws {
            for _ in 0..<100 {
                do {
                    recorder.asked(.recover, at: executor.now)
                    if recorder.update({ $0.hasStarted }) { _ = try await engine.recover(run) } else { try await engine.start(run) }
                    return
                } catch let error as EngineError where error.code == .notRunning {
                    try? await engine.start(run)
                    return
                } catch {
                    try await wait(.seconds(10))
                }
            }
        }

        /// Asks, again where the storage failed meanwhile, and writes down what was asked for.
        private func ask(_ deed: StoryMoment.Deed, repeatedly: Bool = true, _ body: () async throws -> Void) async throws {
            for _ in 0..<20 {
                do {
                    try await body()
                    recorder.asked(deed, at: executor.now)
                    return
                } catch let error as EngineError where error.code == .storageFault {
                    try await wait(.seconds(30))
                    if !repeatedly { return }
                } catch let error as EngineError where [.ended, .notRunning, .notDriven, .notUnresolved].contains(error.code) {
                    return
                }
            }
        }

        /// Waits for some seconds, since nobody comes at once.
        private mutating func hesitate(upTo seconds: Int) async throws {
            try await wait(.seconds(random.next(below: seconds)) / people.subject.haste)
        }

        private func wait(_ duration: Duration) async throws {
            if duration > .zero { try await executor.clock.sleep(for: duration) }
        }
    }
}
