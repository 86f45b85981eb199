/// The appends of a run: one at a time, each with everything that was decided meanwhile (S61).
///
/// Whoever brings a decision while nobody appends does it, and hands that over as soon as its own decision is stored. The others wait for the one who
/// appends. So the outcome of one action and the intent of the next cost one wait.
extension RunDriver {
    /// Decides something, and waits until what follows from it is stored.
    func decide(_ worker: Worker?, _ change: @Sendable (inout State, State.Waiter, Timestamp) -> Void) async -> CallSlot.Name? {
        let turn = await withCheckedContinuation { continuation in
            update { state, now in change(&state, .somebody(continuation, worker), now) }
        }
        switch turn {
        case .stored(let next): return next
        case .faulted: return nil
        case .lead: return await lead()
        }
    }

    /// Appends for oneself and for others, once, and hands that over.
    ///
    /// - Returns: The call that the one who leads goes on with.
    private func lead() async -> CallSlot.Name? {
        let next = await append()
        await keepCheckpoint()
        update { state, _ in state.passLeadership() }
        return next
    }

    /// Begins a task that makes the appends, because nobody who decided something waits for them.
    func spawnCommitter() {
        // Unstructured: what decided is a timer, or has gone on.
        _ = engine.environment.spawn("workstream commit") { _ = await self.lead() }
    }

    /// Makes one append with everything that was decided.
    ///
    /// - Returns: The call that the one who leads goes on with.
    private func append() async -> CallSlot.Name? {
        // Those who were served by the append before are about to decide: waiting for them makes one append of many.
        if update({ state, _ in state.isCrowded }) { await Task.yield() }
        guard let batch = update({ state, _ in state.takeBatch() }) else { return nil }
        do {
            try await engine.storage.append(batch, as: lease)
            return update { state, now in state.stored(through: batch.last, at: now) }
        } catch {
            let fault: EngineError =
                (error as? StorageError)?.code == .leaseLost ? .leaseLost(run.id, error) : .storageFault(run.id, error)
            fail(fault, cancelling: fault.code == .leaseLost)
            return nil
        }
    }

    /// Keeps a checkpoint, where one is due and its events are stored.
    ///
    /// It is the one who appends who does it, so that nothing is appended meanwhile.
    private func keepCheckpoint() async {
        guard let snapshot = update({ state, _ in state.takeSnapshot() }) else { return }
        // A cache that cannot be written is none: recovery then reads more of the journal.
        if let checkpoint = try? snapshot.checkpoint(of: run.id) { try? await engine.storage.put(checkpoint, as: lease) }
    }
}

extension RunDriver.State {
    /// Whether several decisions wait.
    fileprivate var isCrowded: Bool { decisions.count > 1 }

    /// Everything that was decided and not handed to the storage.
    fileprivate mutating func takeBatch() -> Batch? {
        guard fault == nil, !unstored.isEmpty else { return nil }
        head.due = timers.nextWake
        // Not the machine's: a hold is the engine's alone, and is not stored (S44).
        head.attention = machine.state.attention
        storing = unstored
        unstored = []
        takePicture()
        return Batch(run: run.id, events: storing, head: head)
    }

    /// Keeps where the run stands with the batch that is about to be appended, where enough was appended since the last checkpoint.
    private mutating func takePicture() {
        guard let last = storing.last, !machine.state.status.isFinal else { return }
        guard last.number - checkpointed >= options.checkpointInterval(nodes: run.shape.count) else { return }
        snapshot = StoredState(machine.state, head, after: last)
        checkpointed = last.number
    }

    /// What a checkpoint is to be made of; nil: none is due.
    fileprivate mutating func takeSnapshot() -> StoredState? {
        defer { snapshot = nil }
        return fault == nil ? snapshot : nil
    }

    /// What was appended is durable: does what was decided with it.
    ///
    /// - Returns: The call that the one who leads goes on with.
    fileprivate mutating func stored(through number: Int, at now: Timestamp) -> CallSlot.Name? {
        durable = number
        storing = []
        also { $0.durable = number }
        var own: CallSlot.Name?
        while let first = decisions.first, first.number <= number, let decision = decisions.popFirst() {
            let next = carryOut(decision, at: now)
            if case .leader = decision.waiter { own = next }
        }
        return own
    }

    /// The one who led has been served: somebody whose decision is not stored leads on.
    fileprivate mutating func passLeadership() {
        guard fault == nil, !unstored.isEmpty, var next = decisions.popFirst() else {
            isStoring = false
            return
        }
        if case .somebody(let continuation, let worker) = next.waiter {
            next.waiter = .leader(worker)
            also { $0.turns.append((continuation, .lead)) }
        } else {
            also { $0.needsCommitter = true }
        }
        decisions.prepend(next)
    }
}
