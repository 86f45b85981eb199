/// The live output of one attempt on its way: shown as it comes, and kept up to its limit (S73).
///
/// Plugins may write from any thread and at any rate. What is to be kept goes to the storage in the order in which it came, by one task at a time, and the
/// keeper bounds how much that can be.
final class CallOutput: Sendable {
    private struct State {
        var keeper: OutputKeeper
        var unstored: [Output.Piece] = []
        var isStoring = false
        var isOver = false
        var flushed: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Lock<State>
    private let store: @Sendable (Output.Piece) async -> Void
    private let spawn: @Sendable (@escaping @Sendable () async -> Void) -> Void

    /// Output of which nothing was written yet.
    ///
    /// - Parameters:
    ///   - limit: How many bytes are kept.
    ///   - store: Stores a piece.
    ///   - spawn: Begins a task.
    init(
        limit: Int, store: @escaping @Sendable (Output.Piece) async -> Void,
        spawn: @escaping @Sendable (@escaping @Sendable () async -> Void) -> Void
    ) {
        state = Lock(State(keeper: OutputKeeper(limit: limit)))
        self.store = store
        self.spawn = spawn
    }

    /// Takes a piece; what comes after the end is dropped.
    ///
    /// - Returns: Whether it was taken.
    func write(_ text: String, to channel: OutputChannel) -> Bool {
        let (isTaken, mustStore) = state.withLock { state in
            guard !state.isOver else { return (false, false) }
            guard let piece = state.keeper.write(text, to: channel) else { return (true, false) }
            state.unstored.append(piece)
            return (true, Self.mustStore(&state))
        }
        // Unstructured, since a plugin that writes does not wait for the storage.
        if mustStore { spawn { await self.drain() } }
        return isTaken
    }

    /// Ends the output, and waits until all that is kept was handed to the storage.
    ///
    /// - Returns: How much there was; nil when nothing was written.
    func finish() async -> OutputSummary? {
        let (summary, mustStore, isStoring) = state.withLock { state -> (OutputSummary?, Bool, Bool) in
            state.isOver = true
            let (pieces, summary) = state.keeper.finish()
            state.unstored += pieces
            let mustStore = Self.mustStore(&state)
            return (summary, mustStore, state.isStoring)
        }
        if mustStore { await drain() } else if isStoring { await waitUntilFlushed() }
        return summary
    }

    private static func mustStore(_ state: inout State) -> Bool {
        guard !state.isStoring, !state.unstored.isEmpty else { return false }
        state.isStoring = true
        return true
    }

    private func drain() async {
        while let pieces = takeUnstored() {
            for piece in pieces { await store(piece) }
        }
    }

    private func takeUnstored() -> [Output.Piece]? {
        let (pieces, flushed) = state.withLock { state -> ([Output.Piece]?, [CheckedContinuation<Void, Never>]) in
            guard state.unstored.isEmpty else {
                let pieces = state.unstored
                state.unstored = []
                return (pieces, [])
            }
            state.isStoring = false
            let flushed = state.flushed
            state.flushed = []
            return (nil, flushed)
        }
        for continuation in flushed { continuation.resume() }
        return pieces
    }

    private func waitUntilFlushed() async {
        await withCheckedContinuation { continuation in
            let isFlushed = state.withLock { state in
                if state.isStoring { state.flushed.append(continuation) }
                return !state.isStoring
            }
            if isFlushed { continuation.resume() }
        }
    }
}
