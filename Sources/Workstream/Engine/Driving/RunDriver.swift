/// Drives one run: hands what happens to its machine, stores the events, and then does what the machine asks for.
///
/// ```
/// input → decide (machine, under the lock) → events ─→ one append at a time ─→ commands: calls, cancellations, wake-ups
///   ↑                                                                              │
///   └───────────────── outcomes of calls, times that have come ←──────────────────┘
/// ```
///
/// Everything that must be decided at once is decided in one synchronous step on `State`, under a lock, and nothing is decided after a wait on facts from
/// before it. A lock and not an actor, for two reasons: timers reach the machine without the shared pool of threads, whatever blocks there; and workers, which
/// stand on plugin threads, need no hop between executors for each action.
///
/// The file names say what is where: `RunDriver.State…` is what is decided under the lock; `RunDriver+Storing` the appends, `RunDriver+Working` the calls.
final class RunDriver: Sendable {
    /// The run.
    let run: LoadedRun
    /// What the engine shares.
    let engine: EngineContext
    /// The right to drive the run.
    let lease: Lease
    /// Who watches the run.
    let feed: RunFeed
    private let state: Lock<State>
    /// How far the clock of the run is ahead of the engine's: as far as its last event was when it was loaded (S72).
    private let advance: Duration
    private let onEnd: @Sendable (RunFeed.End) async -> Void

    /// A driver of a run that stands where its events left it.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - standing: Where its events left it.
    ///   - lease: The right to drive it.
    ///   - engine: What the engine shares.
    ///   - feed: Who watches it.
    ///   - onEnd: Called once, when the run is driven no more.
    init(
        _ run: LoadedRun, at standing: RunStanding, lease: Lease, engine: EngineContext, feed: RunFeed,
        onEnd: @escaping @Sendable (RunFeed.End) async -> Void
    ) {
        self.run = run
        self.engine = engine
        self.lease = lease
        self.feed = feed
        self.onEnd = onEnd
        advance = standing.state.lastNumber > 0 ? max(.zero, standing.state.lastTime - engine.environment.now()) : .zero
        state = Lock(State(standing, run: run, lease: lease, feed: feed, engine: engine))
    }

    /// The time of the run: the engine's, but never before the run's last event (S72).
    var now: Timestamp { engine.environment.now() + advance }

    /// Looks at or changes the state, and does outside the lock what follows from it.
    @discardableResult
    func update<Result: Sendable>(_ change: (inout State, Timestamp) -> Result) -> Result {
        let now = now
        let (result, effects) = state.withLock { state in
            let result = change(&state, now)
            return (result, state.takeEffects())
        }
        if let effects { perform(effects) }
        return result
    }

    /// Hands in something that nobody waits for.
    func post(_ input: Input) {
        update { state, now in state.handIn(input, for: .nobody, at: now) }
    }

    /// Starts the run, and waits until that is stored (S41, S60).
    ///
    /// - Throws: `EngineError` with code `.ended` for a run that has ended, or when the start could not be stored.
    func start() async throws {
        try await ask(.start)
    }

    /// Ends the driving: nothing more is begun or stored, and calls under way are awaited, at most until their limits.
    ///
    /// - Parameters:
    ///   - fault: Why.
    ///   - cancelling: Whether calls under way are cancelled.
    func fail(_ fault: EngineError, cancelling: Bool) {
        update { state, now in state.fail(fault, cancelling: cancelling, at: now) }
    }

    /// Why a person should look at the run as far as only its engine knows; nil: its events tell.
    var attention: Attention? {
        update { state, _ in
            if state.fault?.code == .storageFault { return .storageFault }
            if case .held = state.machine.attention { return state.machine.attention }
            return nil
        }
    }

    private func perform(_ effects: State.Effects) {
        for (continuation, turn) in effects.turns { continuation.resume(returning: turn) }
        for name in effects.begun { spawnWorker(for: name) }
        for other in effects.others { perform(other) }
    }

    private func perform(_ effect: State.Effects.Other) {
        switch effect {
        case .readers: feed.wakeReaders()
        case .attention(let attention): feed.turn(to: attention)
        case .cancel(let worker): worker.cancel()
        case .abandon(let worker): worker.abandon()
        case .committer: spawnCommitter()
        case .alarm(let time): engine.watchdog.schedule(at: time + (.zero - advance)) { [weak self] in self?.timeHasCome() }
        case .idle(let continuation): continuation.resume()
        case .end(let end):
            // Unstructured, since whoever brought the end about does not wait for the lease to be given back.
            _ = engine.environment.spawn("workstream end") { await self.onEnd(end) }
        }
    }

    /// The watchdog calls; it runs on the watchdog's thread.
    private func timeHasCome() {
        update { state, now in state.handleDue(at: now) }
    }
}
