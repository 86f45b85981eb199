/// Where a run stands that is about to be driven.
struct RunStanding: Sendable {
    /// The fold of its events.
    var state: RunState
    /// Its head after the last of them.
    var head: RunHead
    /// The number of the last event that a checkpoint contains; 0: there is none.
    var checkpoint = 0
    /// Calls that were never made although their intents may be stored (S67).
    var unmade: [CallSlot.Name] = []
    /// Whether this engine drove the run before, and knows what it did.
    var isKnown = false
    /// Whether this engine was the last one that drove the run, so that its process survived whatever was under way (S70).
    var isOwn = false
}

extension Storage {
    /// Where a run stands: what its journal says, after what a storage fault kept out of it was appended (S67).
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - plan: Its plan.
    ///   - remains: What a storage fault left in memory.
    ///   - number: The last event that this engine stored before it lost the run; whoever took it up since has added one.
    ///   - lease: The lease of the run.
    /// - Throws: As `fold(of:in:_:)`.
    func standing(
        of run: RunID, _ plan: CompiledPlan, remains: RunDriver.Remains?, lostAfter number: Int?, as lease: Lease
    ) async throws -> RunStanding {
        if let remains, let missing = try await missing(of: remains.pending, in: run) {
            if !missing.isEmpty { try await append(Batch(run: run, events: Array(missing), head: remains.head), as: lease) }
            return RunStanding(
                state: remains.state, head: remains.head, checkpoint: remains.state.lastNumber, unmade: remains.unmade, isKnown: true,
                isOwn: true)
        }
        let (state, head, checkpoint) = try await fold(of: run, in: plan.index, plan.shape)
        return RunStanding(state: state, head: head, checkpoint: checkpoint, isOwn: number == state.lastNumber)
    }

    /// Which of some last events of a run are not in its journal; nil where the journal went on in another way.
    ///
    /// What a failed append stored is not known: nothing, or the whole batch; and more may have been decided after it.
    private func missing(of pending: [Event], in run: RunID) async throws -> ArraySlice<Event>? {
        guard let first = pending.first else { return [] }
        // From the event before them, to see that this one is there.
        var number = first.number - 2
        var rest = pending[...]
        while case let stored = try await events(of: run, after: number, limit: 1_000), !stored.isEmpty {
            for event in stored.map({ try? $0.event() }) {
                defer { number += 1 }
                guard number >= first.number - 1 else { continue }
                guard let event, event == rest.popFirst() else { return nil }
            }
        }
        return number < first.number - 1 ? nil : rest
    }
}
