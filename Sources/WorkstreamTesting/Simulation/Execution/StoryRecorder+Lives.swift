import Workstream

/// Engines that come and go.
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

    /// Ends the wait for the end, where it has come.
    func wake() {
        let sleeper = update { $0.mustEnd ? $0.sleeper : nil }
        sleeper?.wake()
    }
}
