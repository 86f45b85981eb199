import Synchronization

/// Tells those who watch a run that there is something new to read: how far its journal is durable, and when it is over.
///
/// It hands out no events: a subscriber reads them from the storage, so that a slow one holds up nobody (S47).
final class RunFeed: Sendable {
    /// How the driving of a run ended.
    enum End: Sendable {
        /// The run has ended.
        case ended
        /// It goes on no more with this engine.
        case broken(EngineError)
    }

    /// What somebody waits for, besides the end of the driving.
    fileprivate enum Need {
        case end
        case attention
        case beyond(Int)
    }

    fileprivate struct State {
        var end: End?
        var attention = Attention.none
        var waiting: [(sleeper: Sleeper, need: Need)] = []
        var outputs: [Int: AsyncStream<LiveOutput>.Continuation] = [:]
        var lastOutput = 0
    }

    private let state = Lock(State())
    /// The number of the last durable event; beside the lock, since it changes with every append, for which mostly nobody waits.
    private let durable = Atomic(0)
    /// How many wait for the journal to go on.
    private let readers = Atomic(0)

    /// Events up to this number are durable.
    ///
    /// - Returns: Whether somebody waits for that, and is to be woken.
    func advance(to number: Int) -> Bool {
        durable.max(number, ordering: .sequentiallyConsistent)
        return readers.load(ordering: .sequentiallyConsistent) > 0
    }

    /// Wakes those who wait for what is durable by now.
    func wakeReaders() {
        for sleeper in state.withLock({ takeReady(&$0) }) { sleeper.wake() }
    }

    /// The run is driven no more.
    ///
    /// The first end counts.
    func finish(_ end: End) {
        let (woken, outputs) = state.withLock { state in
            if state.end == nil { state.end = end }
            let outputs = Array(state.outputs.values)
            state.outputs.removeAll()
            return (takeReady(&state), outputs)
        }
        for sleeper in woken { sleeper.wake() }
        for output in outputs { output.finish() }
    }

    /// Whether the run is driven no more.
    var isOver: Bool { state.withLock { $0.end != nil } }

    /// Waits until the journal goes beyond a number, or the run is over and there is nothing more to read.
    ///
    /// - Returns: Whether the run is over.
    /// - Throws: `EngineError` when the run is driven no more and has not ended, `CancellationError` when the task is cancelled.
    func wait(beyond number: Int) async throws -> Bool {
        try await wait(for: .beyond(number))
        // What is stored is read first, and then it is told that no more will come.
        return try state.withLock { state in
            if durable.load(ordering: .sequentiallyConsistent) > number { return false }
            if case .broken(let error) = state.end { throw error }
            return true
        }
    }

    /// A person should look at the run, or need not any more.
    func turn(to attention: Attention) {
        let woken = state.withLock { state -> [Sleeper] in
            state.attention = attention
            return takeReady(&state)
        }
        for sleeper in woken { sleeper.wake() }
    }

    /// Waits until the run has ended, or a person should look at it.
    ///
    /// - Throws: As `wait(beyond:)`.
    func waitForAttention() async throws {
        try await wait(for: .attention)
        if case .broken(let error) = state.withLock({ $0.end }) { throw error }
    }

    /// Waits until the run has ended.
    ///
    /// - Throws: As `wait(beyond:)`.
    func waitForEnd() async throws {
        try await wait(for: .end)
        if case .broken(let error) = state.withLock({ $0.end }) { throw error }
    }

    private func wait(for need: Need) async throws {
        while !state.withLock({ holds(need, $0) }) {
            let sleeper = Sleeper()
            do {
                try await sleeper.sleep {
                    let isReady = state.withLock { state in
                        // Before the last look, so that whoever goes on meanwhile sees that somebody waits.
                        add(sleeper, need, &state)
                        guard holds(need, state) else { return false }
                        remove(&state) { other, _ in other === sleeper }
                        return true
                    }
                    if isReady { sleeper.wake() }
                }
            } catch {
                state.withLock { state in _ = remove(&state) { other, _ in other === sleeper } }
                throw error
            }
        }
    }

    private func holds(_ need: Need, _ state: State) -> Bool {
        if state.end != nil { return true }
        return switch need {
        case .end: false
        case .attention: state.attention != .none
        case .beyond(let number): durable.load(ordering: .sequentiallyConsistent) > number
        }
    }

    private func add(_ sleeper: Sleeper, _ need: Need, _ state: inout State) {
        state.waiting.append((sleeper, need))
        if case .beyond = need { readers.add(1, ordering: .sequentiallyConsistent) }
    }

    @discardableResult
    private func remove(_ state: inout State, where isMeant: (Sleeper, Need) -> Bool) -> [Sleeper] {
        var removed: [Sleeper] = []
        state.waiting.removeAll { sleeper, need in
            guard isMeant(sleeper, need) else { return false }
            removed.append(sleeper)
            if case .beyond = need { readers.subtract(1, ordering: .sequentiallyConsistent) }
            return true
        }
        return removed
    }

    /// Those who have what they wait for.
    private func takeReady(_ state: inout State) -> [Sleeper] {
        guard !state.waiting.isEmpty else { return [] }
        let now = state
        return remove(&state) { holds($1, now) }
    }
}

/// Live output, shown as it comes (S73).
extension RunFeed {
    /// Shows a piece of output to everybody who looks at present.
    func show(_ output: @autoclosure () -> LiveOutput) {
        let watchers = state.withLock { $0.outputs.isEmpty ? [] : Array($0.outputs.values) }
        guard !watchers.isEmpty else { return }
        let output = output()
        for watcher in watchers { watcher.yield(output) }
    }

    /// The output from now on; somebody who does not keep up misses the oldest pieces.
    func outputs() -> AsyncStream<LiveOutput> {
        AsyncStream(bufferingPolicy: .bufferingNewest(4_096)) { continuation in
            let number: Int? = state.withLock { state in
                guard state.end == nil else { return nil }
                state.lastOutput += 1
                state.outputs[state.lastOutput] = continuation
                return state.lastOutput
            }
            guard let number else { return continuation.finish() }
            continuation.onTermination = { _ in _ = self.state.withLock { $0.outputs.removeValue(forKey: number) } }
        }
    }
}
