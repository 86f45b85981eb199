/// The appends of a run: one at a time, each with everything that was decided meanwhile (S61).
///
/// Whoever brings a decision while nobody appends does it, and hands that over as soon as its own decision is stored. The others wait for the one who
/// appends. So the outcome of one action and the intent of the next cost one wait; and none at all where the storage appends at once.
extension RunDriver {
    /// Decides something, and waits until what follows from it is stored.
    nonisolated(nonsending) func decide(_ worker: Worker?, _ change: (inout State, State.Waiter, Timestamp) -> Void) async -> NextCall? {
        var picture: Boxed<StoredState>?
        var turn = update { state, now in state.decideAtOnce(worker, at: now, &picture, change) }
        if let picture { await keep(picture) }
        if turn == nil {
            turn = await withUnsafeContinuation { continuation in
                update { state, now in change(&state, .somebody(continuation, worker), now) }
            }
        }
        switch consume turn {
        case .stored(let next): return next
        case .lead: return await lead()
        case .faulted, nil: return nil
        }
    }

    /// Appends for oneself and for others, once, and hands that over.
    ///
    /// - Returns: The call that the one who leads goes on with.
    @inline(never)
    private nonisolated(nonsending) func lead() async -> NextCall? {
        // Those who were served by the append before are about to decide: waiting for them makes one append of many.
        if engine.sharesAppends, update({ state, _ in state.isCrowded }) { await Task.yield() }
        var next: NextCall?
        if let batch = update({ state, _ in state.hasBatch ? state.takeBatch() : nil }) {
            do {
                let number = try await append(consume batch)
                let (own, snapshot) = update { state, now in state.stored(through: number, at: now) }
                next = own
                guard let snapshot else { return next }
                await keep(snapshot)
            } catch {
                update { state, now in state.failAppend(error, at: now) }
            }
        }
        update { state, _ in state.passLeadership() }
        return next
    }

    /// Makes one append, and lets go of its events, so that the room that they took is used again.
    ///
    /// - Returns: The number of the last event.
    private nonisolated(nonsending) func append(_ batch: consuming Batch) async throws -> Int {
        let number = batch.last
        try await engine.storage.append(batch, as: lease)
        return number
    }

    /// Begins a task that makes the appends, because nobody who decided something waits for them.
    func spawnCommitter() {
        // Unstructured: what decided is a timer, or has gone on.
        _ = engine.environment.spawn("workstream commit") { _ = await self.lead() }
    }

    /// Keeps a checkpoint of what is stored.
    ///
    /// It is the one who appends who does it, so that nothing is appended meanwhile.
    @inline(never)
    private nonisolated(nonsending) func keep(_ snapshot: Boxed<StoredState>) async {
        // A cache that cannot be written is none: recovery then reads more of the journal.
        if let checkpoint = try? snapshot.value.checkpoint(of: run.id) { try? await engine.storage.put(checkpoint, as: lease) }
    }
}

extension RunDriver.State {
    /// Decides something where nobody makes an append, so that whoever asks may make it.
    ///
    /// - Parameters:
    ///   - worker: The one who asks.
    ///   - picture: Receives what it is to make a checkpoint of, where one is due.
    ///   - change: Hands in what happened.
    /// - Returns: What follows; nil: nothing was done, and there is an append to wait for.
    fileprivate mutating func decideAtOnce(
        _ worker: Worker?, at now: Timestamp, _ picture: inout Boxed<StoredState>?, _ change: (inout Self, Waiter, Timestamp) -> Void
    ) -> Turn? {
        guard !isStoring else { return nil }
        answer = nil
        change(&self, .leader(worker), now)
        if snapshot != nil, !isBroken { picture = snapshot.take() }
        return answer.take()
    }

    /// Appends what was decided, where the storage does so at once.
    ///
    /// - Returns: Whether it is stored; nothing more is where it could not be.
    mutating func store(_ decision: Decision, with appender: any InstantAppender, at now: Timestamp) -> Bool {
        guard hasBatch else { return true }
        let batch = takeBatch()
        let number = batch.last
        do {
            try appender.append(consume batch)
        } catch {
            leading = decision
            failAppend(error, at: now)
            return false
        }
        turnDurable(through: number)
        return true
    }

    /// An append has failed.
    fileprivate mutating func failAppend(_ error: any Error, at now: Timestamp) {
        let isLeaseLost = (error as? StorageError)?.code == .leaseLost
        fail(isLeaseLost ? .leaseLost(run.id, error) : .storageFault(run.id, error), cancelling: isLeaseLost, at: now)
    }

    private mutating func turnDurable(through number: Int) {
        durable = number
        storing.empty()
        if feed.advance(to: number) { also { $0.others.append(.readers) } }
    }

    /// Whether several decisions wait.
    fileprivate var isCrowded: Bool { !decisions.isEmpty }

    /// Whether something was decided and not handed to the storage.
    fileprivate var hasBatch: Bool { !isBroken && !unstored.isEmpty }

    /// Everything that was decided and not handed to the storage.
    fileprivate mutating func takeBatch() -> Batch {
        head.due = timers.nextWake
        // Not the machine's: a hold is the engine's alone, and is not stored (S44).
        head.attention = machine.state.attention
        swap(&storing, &unstored)
        unstored.empty()
        takePicture()
        return Batch(run: run.id, events: storing, head: head)
    }

    /// Keeps where the run stands with the batch that is about to be appended, where enough was appended since the last checkpoint.
    private mutating func takePicture() {
        guard let last = storing.last, !machine.state.status.isFinal else { return }
        guard last.number - checkpointed >= options.checkpointInterval(nodes: run.shape.count) else { return }
        snapshot = Boxed(StoredState(machine.state, head, after: last))
        checkpointed = last.number
    }

    /// What was appended is durable: does what was decided with it.
    ///
    /// - Returns: The call that the one who leads goes on with, and what a checkpoint is to be made of, if one is due; without, somebody else leads now.
    fileprivate mutating func stored(through number: Int, at now: Timestamp) -> (NextCall?, Boxed<StoredState>?) {
        turnDurable(through: number)
        let call = leading.take().flatMap { carryOut($0, at: now) }
        while let first = decisions.first, first.number <= number, let decision = decisions.popFirst() { carryOut(decision, at: now) }
        // Last, since what was decided later may have cancelled it.
        let own = call.map { begin($0, at: now) }
        if !isBroken, let snapshot {
            self.snapshot = nil
            return (own, snapshot)
        }
        passLeadership()
        return (own, nil)
    }

    /// The one who led has been served: somebody whose decision is not stored leads on.
    fileprivate mutating func passLeadership() {
        guard !isBroken, !unstored.isEmpty, let next = decisions.popFirst() else {
            isStoring = false
            return
        }
        lead(next)
    }

    /// Somebody is to make an append: the one whose decision comes first.
    mutating func lead(_ decision: Decision) {
        isStoring = true
        leading = decision
        switch decision.waiter.way {
        case .leading:
            answer = .lead
        case .resumed(let continuation):
            leading?.waiter.way = .leading
            also { $0.turns.append((continuation, .lead)) }
        case .none:
            also { $0.others.append(.committer) }
        }
    }
}
