extension Storage {
    /// Where a run stands, and its head, folded from its whole journal: what its driver goes on from.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - index: Its plan.
    ///   - shape: The same, compiled.
    /// - Throws: `StorageError` with code `.damaged` when the journal is not one of this plan, `.notFound` when there is none, and what the storage throws.
    /// - Complexity: O(events).
    @concurrent func fold(of run: RunID, in index: PlanIndex, _ shape: Shape) async throws -> (RunState, RunHead) {
        var state = RunState(shape)
        var head: RunHead?
        while case let events = try await events(of: run, after: state.lastNumber, limit: 1_000), !events.isEmpty {
            for stored in events {
                let event = try index.event(stored, after: state.lastNumber, of: run)
                state.apply(event)
                if head == nil { head = RunHead(of: index.plan, id: run, submitted: event.time) }
                head?.apply(event, in: shape)
            }
        }
        guard var head else { throw StorageError.notFound(run) }
        head.attention = state.attention
        return (state, head)
    }
}
