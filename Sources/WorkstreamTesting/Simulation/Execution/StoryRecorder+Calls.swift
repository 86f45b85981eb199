import Workstream

/// The calls of plugins, and their effects on the world.
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
