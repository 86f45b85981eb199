/// Looks for what people outside ask of the runs of an engine, and tells their drivers.
///
/// One alarm and one question to the storage serve all runs. A storage that fails is asked again: it shows in the appends of the runs, not here.
final class MessageReader: Sendable {
    private struct Entry {
        /// The number of the last message that its driver was given.
        var number: Int
        let receive: @Sendable (StoredMessage) -> Void
    }

    private struct State {
        var entries: [RunID: Entry] = [:]
        var isTicking = false
        var isAsking = false
    }

    private let storage: any Storage
    private let environment: Environment
    private let watchdog: Watchdog
    private let interval: Duration
    private let state = Lock(State())

    init(storage: any Storage, environment: Environment, watchdog: Watchdog, interval: Duration) {
        self.storage = storage
        self.environment = environment
        self.watchdog = watchdog
        self.interval = interval
    }

    /// Looks for messages to a run from now on.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - number: The number of the last message that an event was made of.
    ///   - receive: Takes the messages after that, each once, in order.
    func follow(_ run: RunID, after number: Int, receive: @escaping @Sendable (StoredMessage) -> Void) {
        let mustTick = state.withLock { state in
            state.entries[run] = Entry(number: number, receive: receive)
            defer { state.isTicking = true }
            return !state.isTicking
        }
        if mustTick { scheduleTick() }
    }

    /// Looks for messages to a run no more.
    func forget(_ run: RunID) {
        state.withLock { $0.entries[run] = nil }
    }

    private func scheduleTick() {
        watchdog.schedule(at: environment.now() + interval) { [weak self] in self?.tick() }
    }

    private func tick() {
        let (goesOn, mustAsk) = state.withLock { state in
            state.isTicking = !state.entries.isEmpty
            let mustAsk = state.isTicking && !state.isAsking
            if mustAsk { state.isAsking = true }
            return (state.isTicking, mustAsk)
        }
        // Unstructured, since the watchdog's thread must not wait for the storage.
        if mustAsk { _ = environment.spawn("workstream messages") { await self.ask() } }
        if goesOn { scheduleTick() }
    }

    private func ask() async {
        let numbers = state.withLock { $0.entries.mapValues(\.number) }
        let messages = (try? await storage.messages(after: numbers)) ?? []
        for message in messages {
            let receive = state.withLock { state -> (@Sendable (StoredMessage) -> Void)? in
                guard let entry = state.entries[message.run], message.number > entry.number else { return nil }
                state.entries[message.run]?.number = message.number
                return entry.receive
            }
            receive?(message)
        }
        state.withLock { $0.isAsking = false }
    }
}
