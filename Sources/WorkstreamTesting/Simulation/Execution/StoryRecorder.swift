import Synchronization
import Workstream

/// Writes down what happens in one execution, over all the lives of its engines, and says what goes wrong next.
///
/// It is the world's side of things: it outlives engines, and knows the truth about every call.
final class StoryRecorder: Sendable {
    /// All that is known.
    struct State {
        var story: Story
        var faults: [ScheduledFault]
        var appends = 0
        /// Which engine lives, from 1.
        var life = 0
        var isDead = false
        var isOver = false
        /// Within which limit the engine is shut down; nil: it is not.
        var shutdown: Duration?
        /// How long the next engine is away.
        var away = Duration.zero
        var hasStarted = false
        /// By node: how many calls, apart from probes.
        var numbers: [Int32]
        /// By node: the attempt whose effect happened last, and what it answered.
        var effects: [Int: (attempt: Int, response: JSON)] = [:]
        var underWay = 0
        var latches: [Latch] = []
        var sleepers: [Sleeper] = []
        /// The first broken promise of each kind.
        var objections: [Objection] = []
        var sleeper: Sleeper?
        var react: (@Sendable (Reaction) -> Void)?
    }

    /// What somebody outside has to do about something.
    enum Reaction: Sendable {
        case deed(ScheduledFault.Deed, after: Duration)
        case settle
        case release
        case resume
        case mend(after: Duration)
    }

    /// The world.
    let world: any WorldKeeping
    private let isTelling: Bool
    /// A plain mutex: there is one thread, and generic locks of another module are slow.
    private let state: Mutex<State>

    /// A recorder of an execution in which nothing has happened.
    ///
    /// - Parameters:
    ///   - facts: The plan by numbers.
    ///   - faults: What goes wrong.
    ///   - world: The world.
    ///   - isTelling: Whether pictures of the world are kept for a timeline.
    init(_ facts: PlanFacts, faults: [ScheduledFault], world: any WorldKeeping, isTelling: Bool) {
        self.world = world
        self.isTelling = isTelling
        state = Mutex(State(story: Story(facts: facts), faults: faults, numbers: Array(repeating: 0, count: facts.entries.count)))
        if isTelling { update { $0.story.pictures.append((-1, world.picture())) } }
    }

    /// Looks at what is known, or changes it.
    func update<Result: Sendable>(_ change: (inout State) -> Result) -> Result { state.withLock { change(&$0) } }

    /// What happened.
    var story: Story { update { $0.story } }

    /// Whether the engine was killed.
    var isDead: Bool { update { $0.isDead } }
}

// MARK: - Calls

extension StoryRecorder {
    /// A call begins.
    ///
    /// - Returns: Its place, and how many calls the node had, this one included.
    func begin(_ node: Int, attempt: Int, isProbe: Bool, at time: Timestamp) -> (place: Int, number: Int) {
        update { state in
            if !isProbe { state.numbers[node] += 1 }
            let (place, number) = (state.story.calls.count, Int(state.numbers[node]))
            state.story.calls.append(
                StoryCall(
                    node: node, attempt: attempt, number: number, life: state.life, isProbe: isProbe, began: time,
                    beginning: state.story.moments.count))
            state.story.moments.append(StoryMoment(time: time, what: .callBegan(place)))
            state.underWay += 1
            return (place, number)
        }
    }

    /// A call has its effect, unless its engine is dead: the dead do nothing.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - effect: What it does to the world, where something is said about that.
    ///   - request: What the plugin is asked.
    ///   - usual: What it answers otherwise.
    ///   - isKept: Whether it answers; a call that does not tells the world nothing that could be asked about.
    func perform(_ call: Int, _ effect: Int?, _ request: any Sendable, usual: JSON, at time: Timestamp) throws -> JSON {
        guard update({ !$0.isDead && !$0.isOver && $0.story.calls[call].ending == .none }) else { throw CancellationError() }
        let result = Result { try effect.map { try world.perform($0, request) } ?? usual }
        update { state in
            state.story.moments.append(StoryMoment(time: time, what: .effect(call)))
            state.story.calls[call].effect = state.story.moments.count - 1
            if case .success(let response) = result {
                state.effects[state.story.calls[call].node] = (state.story.calls[call].attempt, response)
            }
        }
        look(at: time)
        return try result.get()
    }

    /// A call ends.
    func end(_ call: Int, _ ending: StoryCall.Ending, at time: Timestamp) {
        update { state in
            state.underWay -= 1
            guard state.story.calls[call].ending == .none, !state.isOver else { return }
            state.end(call, ending, at: time)
        }
    }

    /// The response of an attempt whose effect happened; nil: it did not happen.
    func response(of node: Int, attempt: Int) -> JSON? {
        update { state in
            guard let effect = state.effects[node], effect.attempt == attempt else { return nil }
            return effect.response
        }
    }

    /// Whether a call of a node may still have its effect, given up or not.
    func isUnderWay(_ node: Int) -> Bool {
        update { state in
            state.story.calls.contains { $0.node == node && !$0.isProbe && $0.ending == .none && !$0.isStuck }
        }
    }

    /// A call hangs, and does nothing more.
    func hang(_ call: Int) {
        update { $0.story.calls[call].isStuck = true }
    }

    /// Keeps a call that hangs, until the end of the engine.
    func keep(_ sleeper: Sleeper) {
        update { $0.sleepers.append(sleeper) }
    }

    /// Keeps a latch at which a call waits that ignores its cancellation, until the end of the engine.
    func keep(_ latch: Latch) {
        update { $0.latches.append(latch) }
    }
}

extension StoryRecorder.State {
    fileprivate mutating func end(_ call: Int, _ ending: StoryCall.Ending, at time: Timestamp) {
        story.calls[call].ending = ending
        story.calls[call].ended = time
        story.calls[call].end = story.moments.count
        story.moments.append(StoryMoment(time: time, what: .callEnded(call)))
    }

    fileprivate mutating func note(_ what: StoryMoment.What, at time: Timestamp) {
        story.moments.append(StoryMoment(time: time, what: what))
    }
}

// MARK: - Storing

extension StoryRecorder {
    /// What becomes of an append.
    enum Append: Sendable {
        case isStored
        case kills(isKept: Bool)
        case fails(isKept: Bool, mended: Duration)
        case isTooLate
    }

    /// An append is about to be made.
    func beginAppend() -> Append {
        update { state in
            if state.isDead { return .isTooLate }
            state.appends += 1
            for fault in state.faults {
                switch fault {
                case .crash(append: state.appends, let isKept, let away):
                    state.away = away
                    return .kills(isKept: isKept)
                case .failedAppend(state.appends, let isKept, let mended): return .fails(isKept: isKept, mended: mended)
                default: continue
                }
            }
            return .isStored
        }
    }

    /// Events were stored.
    func stored(_ events: [Event], at time: Timestamp) {
        var reactions: [Reaction] = []
        let react = update { state in
            for event in events {
                state.story.events.append(event)
                state.note(.stored(state.story.events.count - 1), at: time)
                if let reaction = state.follow(event) { reactions.append(reaction) }
            }
            guard !state.faults.isEmpty else { return state.react }
            let numbers = (events.first?.number ?? 0)...(events.last?.number ?? 0)
            for case .deed(let event, let after, let deed) in state.faults where numbers.contains(event) {
                reactions.append(.deed(deed, after: after))
            }
            return state.react
        }
        look(at: time)
        if let react { for reaction in reactions { react(reaction) } }
        if update({ $0.isOver }) { wake() }
    }

    /// An append has failed.
    func failedAppend(isKept: Bool, mended: Duration, at time: Timestamp) {
        let react = update { state in
            state.note(.appendFailed(isKept: isKept), at: time)
            return state.react
        }
        react?(.mend(after: mended))
    }

    /// Looks whether all is well.
    private func look(at time: Timestamp) {
        if isTelling {
            let picture = world.picture()
            update { state in
                if state.story.pictures.last?.text != picture { state.story.pictures.append((state.story.moments.count - 1, picture)) }
            }
        }
        guard world.hasPromises, update({ $0.objections.isEmpty }) else { return }
        let events = update { $0.story.events }
        guard var objection = world.objection(at: time, events, isOver: false) else { return }
        update { state in
            objection.moment = state.story.moments.count - 1
            objection.path = state.story.path(of: state.story.moments.last)
            state.objections.append(objection)
        }
    }
}

extension StoryRecorder.State {
    /// What an event means to those outside.
    fileprivate mutating func follow(_ event: Event) -> StoryRecorder.Reaction? {
        switch event.kind {
        case .began where event.node == 0: hasStarted = true
        case .ended where event.node == 0: isOver = true
        case .unresolved: return .settle
        case .recovered(let recovered) where recovered.hold != nil: return .release
        case .paused: return .resume
        default: break
        }
        return nil
    }
}

// MARK: - Lives

extension StoryRecorder {
    /// The next engine is opened.
    func open(at time: Timestamp, _ react: @escaping @Sendable (Reaction) -> Void) {
        update { state in
            state.life += 1
            state.isDead = false
            state.shutdown = nil
            state.react = react
            state.note(.opened(state.life), at: time)
        }
    }

    /// The engine is killed, and its calls with it.
    func die(at time: Timestamp) {
        update { state in
            state.isDead = true
            state.note(.died, at: time)
            for call in state.story.calls.indices where state.story.calls[call].ending == .none { state.end(call, .died, at: time) }
        }
        wake()
    }

    /// Somebody shuts the engine down.
    func restart(within limit: Duration, away: Duration, at time: Timestamp) {
        update { state in
            guard !state.isDead, !state.isOver else { return }
            state.shutdown = limit
            state.away = away
            state.note(.asked(.restart), at: time)
        }
        wake()
    }

    /// An engine has closed in good order; calls that it gave up go with its process.
    func close(at time: Timestamp) {
        update { state in
            guard !state.isDead, !state.isOver else { return }
            for call in state.story.calls.indices where state.story.calls[call].ending == .none { state.end(call, .died, at: time) }
            state.note(.closed, at: time)
        }
    }

    /// Lets go of those around an engine that is no more: they know the recorder, so they would stay for ever.
    func forgetEngine() {
        update { state in
            state.react = nil
            state.sleeper = nil
        }
    }

    /// Somebody asks for something.
    func asked(_ deed: StoryMoment.Deed, at time: Timestamp) {
        update { $0.note(.asked(deed), at: time) }
    }

    /// Waits until the run is over, or the engine has to end.
    func waitForEnd() async {
        let sleeper = Sleeper()
        try? await sleeper.sleep {
            let isOver = update { state in
                state.sleeper = sleeper
                return state.mustEnd
            }
            if isOver { sleeper.wake() }
        }
    }

    /// Ends what nothing else ends: calls that hang, or ignore that they are cancelled.
    func endCalls() {
        let (latches, sleepers) = update { state in
            defer { (state.latches, state.sleepers) = ([], []) }
            return (state.latches, state.sleepers)
        }
        for latch in latches { latch.open() }
        for sleeper in sleepers { sleeper.cancel() }
    }

    private func wake() {
        let sleeper = update { $0.mustEnd ? $0.sleeper : nil }
        sleeper?.wake()
    }
}

extension StoryRecorder.State {
    fileprivate var mustEnd: Bool { isDead || isOver || shutdown != nil }
}
