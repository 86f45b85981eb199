extension Storage {
    /// Where a run stands, and its head, folded from its journal: what its driver goes on from.
    ///
    /// The events that a checkpoint of the run contains are not read again. A cache that cannot be read is none: what is wrong with the storage shows when the
    /// events are read.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - index: Its plan.
    ///   - shape: The same, compiled.
    /// - Returns: The state, the head, and the number of the last event that came out of a checkpoint; 0 where there was none.
    /// - Throws: `StorageError` with code `.damaged` when the journal is not one of this plan, `.notFound` when there is none, and what the storage throws.
    /// - Complexity: O(nodes + events after the checkpoint).
    @concurrent package func fold(of run: RunID, in index: PlanIndex, _ shape: Shape) async throws -> (RunState, RunHead, checkpoint: Int) {
        try await fold(of: run, in: index, shape, checkpoint: try? await checkpoint(of: run))
    }

    /// The same, from a checkpoint at hand.
    func fold(of run: RunID, in index: PlanIndex, _ shape: Shape, checkpoint: Checkpoint?) async throws -> (RunState, RunHead, checkpoint: Int) {
        var stored = checkpoint.flatMap { StoredState($0, shape) }
        if let found = stored, try await !contains(found, in: run) { stored = nil }
        var state = stored?.state ?? RunState(shape)
        var head = stored?.head ?? RunHead(of: index.plan, id: run, submitted: Timestamp(nanoseconds: 0))
        let number = state.lastNumber
        var page = try await events(of: run, after: number, limit: Self.pageSize)
        while let last = page.last?.number {
            // Where there are many events, the next ones are read while these are applied.
            let isLong = page.count >= Self.manyEvents
            async let next = isLong ? events(of: run, after: last, limit: Self.pageSize) : []
            // By their places, because an event that is handed out by a loop is a copy.
            for place in page.indices {
                let event = try index.event(page[place], after: state.lastNumber, of: run)
                if event.number == 1 { head = RunHead(of: index.plan, id: run, submitted: event.time) }
                state.apply(event)
                head.apply(event, in: shape)
            }
            page = try await isLong ? next : events(of: run, after: last, limit: Self.pageSize)
        }
        guard state.lastNumber > 0 else { throw StorageError.notFound(run) }
        head.attention = state.attention
        return (state, head, number)
    }

    /// How many events are read at a time: so many that it does not matter when the thread that reads is late to begin.
    private static var pageSize: Int { 50_000 }

    /// From how many events on applying them takes longer than finding another thread for the next ones.
    private static var manyEvents: Int { 1_000 }

    /// Whether a state was folded from the journal of a run.
    private func contains(_ stored: StoredState, in run: RunID) async throws -> Bool {
        try await events(of: run, after: stored.state.lastNumber - 1, limit: 1).first == stored.last
    }
}
