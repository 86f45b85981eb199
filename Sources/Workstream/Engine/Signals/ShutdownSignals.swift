#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The signals that shut an engine down, as they come; see `Engine.shutDownOnSignals(_:within:onSignal:)`.
public final class ShutdownSignals: Sendable {
    private struct State {
        // Weak, since an engine that was let go must not live on because nobody removed its signals.
        weak var engine: Engine?
        var first: ProcessSignal?
        var count = 0
        /// Whether a shutdown that a signal has begun is over.
        var isOver = false
        var place: SignalInbox.Place?
    }

    private let limit: Duration
    private let onSignal: @Sendable (Notice) -> Void
    private let leave: @Sendable (ProcessSignal) -> Void
    private let state: Lock<State>

    init(
        engine: Engine, limit: Duration, onSignal: @escaping @Sendable (Notice) -> Void,
        leave: @escaping @Sendable (ProcessSignal) -> Void = { _exit($0.exitCode) }
    ) {
        state = Lock(State(engine: engine))
        self.limit = limit
        self.onSignal = onSignal
        self.leave = leave
    }

    /// The first signal that came; `nil` when none has.
    ///
    /// A tool that was asked to end should end with its `exitCode`.
    public var signal: ProcessSignal? { state.withLock { $0.first } }

    /// Lets the process do again what it did on these signals before; a second time changes nothing.
    ///
    /// A shutdown under way goes on.
    public func remove() {
        if let place = state.withLock({ $0.place.take() }) { SignalInbox.remove(place) }
    }

    /// It listens there from now on.
    func listen(with place: SignalInbox.Place) {
        state.withLock { $0.place = place }
    }

    /// A signal has come.
    func hear(_ signal: ProcessSignal) {
        let (engine, step) = state.withLock { state -> (Engine?, Step) in
            let engine = state.engine
            if state.first == nil { state.first = signal }
            state.count += 1
            // Where nothing is left to cancel, another signal is about what the tool does by itself.
            if engine == nil || state.isOver { return (nil, .leaves) }
            return switch state.count {
            case 1: (engine, .shutsDown(within: limit))
            case 2: (engine, .cancels)
            default: (engine, .leaves)
            }
        }
        onSignal(Notice(signal: signal, step: step))
        switch step {
        case .shutsDown(let limit): engine?.spawnShutdown(within: limit) { self.state.withLock { $0.isOver = true } }
        case .cancels: engine?.spawnShutdown(within: .zero) {}
        case .leaves: leave(signal)
        }
    }
}

extension Engine {
    /// Shuts the engine down in a task of its own.
    fileprivate nonisolated func spawnShutdown(within limit: Duration, _ onEnd: @escaping @Sendable () -> Void) {
        // Unstructured, since a signal comes from outside of all tasks.
        _ = context.environment.spawn("workstream signal") {
            // A storage that cannot be closed is closed no better the second time, and its runs are stored.
            try? await self.shutdown(within: limit)
            onEnd()
        }
    }
}
