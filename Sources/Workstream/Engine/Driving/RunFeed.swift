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

    private struct State {
        var durable = 0
        var end: End?
        var attention = Attention.none
        var waiting: [Sleeper] = []
        var outputs: [Int: AsyncStream<LiveOutput>.Continuation] = [:]
        var lastOutput = 0
    }

    private let state = Lock(State())

    /// Events up to this number are durable.
    func advance(to number: Int) {
        let woken = state.withLock { state -> [Sleeper] in
            guard number > state.durable else { return [] }
            state.durable = number
            return Self.takeWaiting(&state)
        }
        for sleeper in woken { sleeper.wake() }
    }

    /// The run is driven no more.
    ///
    /// The first end counts.
    func finish(_ end: End) {
        let (woken, outputs) = state.withLock { state in
            if state.end == nil { state.end = end }
            let outputs = Array(state.outputs.values)
            state.outputs.removeAll()
            return (Self.takeWaiting(&state), outputs)
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
        try await wait { $0.durable > number || $0.end != nil }
        // What is stored is read first, and then it is told that no more will come.
        return try state.withLock { state in
            if state.durable > number { return false }
            if case .broken(let error) = state.end { throw error }
            return true
        }
    }

    /// A person should look at the run, or need not any more.
    func turn(to attention: Attention) {
        let woken = state.withLock { state -> [Sleeper] in
            state.attention = attention
            return attention == .none ? [] : Self.takeWaiting(&state)
        }
        for sleeper in woken { sleeper.wake() }
    }

    /// Waits until the run has ended, or a person should look at it.
    ///
    /// - Throws: As `wait(beyond:)`.
    func waitForAttention() async throws {
        try await wait { $0.end != nil || $0.attention != .none }
        if case .broken(let error) = state.withLock({ $0.end }) { throw error }
    }

    /// Waits until the run has ended.
    ///
    /// - Throws: As `wait(beyond:)`.
    func waitForEnd() async throws {
        try await wait { $0.end != nil }
        if case .broken(let error) = state.withLock({ $0.end }) { throw error }
    }

    private func wait(until holds: (State) -> Bool) async throws {
        while !state.withLock({ holds($0) }) {
            let sleeper = Sleeper()
            do {
                try await sleeper.sleep {
                    let isReady = state.withLock { state in
                        if holds(state) { return true }
                        state.waiting.append(sleeper)
                        return false
                    }
                    if isReady { sleeper.wake() }
                }
            } catch {
                state.withLock { $0.waiting.removeAll { $0 === sleeper } }
                throw error
            }
        }
    }

    private static func takeWaiting(_ state: inout State) -> [Sleeper] {
        guard !state.waiting.isEmpty else { return [] }
        let waiting = state.waiting
        state.waiting.removeAll()
        return waiting
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
