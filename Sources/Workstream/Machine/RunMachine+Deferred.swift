/// S14: whether a deferred batch runs.
enum DeferredRule {
    /// Whether a condition holds.
    ///
    /// - Parameters:
    ///   - verdict: `.running` for a plan or block that succeeded; else `.failed` or `.stopped`.
    ///   - isTouched: Whether an attempt of an action of its body had begun.
    static func holds(_ condition: DeferredCondition, verdict: NodeStatus, isTouched: Bool) -> Bool {
        switch condition {
        case .success: return verdict == .running
        case .failure:
            #if MUTATIONS
                if Mutation.rollbackOfNothing.isPlanted { return verdict != .running }
            #endif
            return verdict != .running && isTouched
        case .anyFailure: return verdict != .running
        case .always: return true
        }
    }
}

/// Deferred batches, one after another (S14).
extension RunMachine {
    /// The first batch of a plan or block; −1: there is none.
    func firstBatch(_ scope: Int) -> Int { Int(state.shape.scope(scope).batch) }

    /// Makes the choice, once: what is not chosen is skipped, and so stored.
    mutating func chooseBatches(of scope: Int, _ step: inout Step) {
        guard !isDeferredStopped(scope) else { return }
        let node = state.nodes[scope]
        for batch in state.shape.list(from: firstBatch(scope)) {
            let condition = state.shape.batch(batch).condition
            if !DeferredRule.holds(condition, verdict: node.verdict, isTouched: node.isTouched) {
                emit(.skipped(.init(.conditionNotMet(condition))), batch, &step)
            }
        }
    }

    /// Begins the first chosen batch that has not run, unless one runs.
    mutating func beginNextBatch(of scope: Int, _ step: inout Step) {
        guard !isDeferredStopped(scope) else { return skipBatches(of: scope, &step) }
        guard mayBegin, let batch = state.shape.list(from: firstBatch(scope)).first(where: { !state.nodes[$0].status.isFinal }),
            state.nodes[batch].status == .notStarted
        else { return }
        emit(.began, batch, &step)
        advanceBatch(batch, &step)
    }

    /// Takes a batch as far as it can go now.
    mutating func advanceBatch(_ batch: Int, _ step: inout Step) {
        guard state.nodes[batch].status == .running else { return }
        let current = Int(state.nodes[batch].current)
        if current >= 0 {
            switch state.nodes[current].status {
            case .notStarted, .running: return
            case .failed, .stopped: return endBatch(batch, state.nodes[current].status, &step)
            case .completed, .skipped: break
            }
        }
        let next = Int(current < 0 ? state.shape.entries[batch].first : state.shape.entries[current].next)
        if next < 0 { return endBatch(batch, .completed, &step) }
        if isDeferredStopped(state.shape.parent(of: batch)) { return endBatch(batch, .stopped, &step) }
        if mayBegin { beginAction(next, &step) }
    }

    /// S42: what is left of deferred work is skipped.
    private mutating func skipBatches(of scope: Int, _ step: inout Step) {
        for batch in state.shape.list(from: firstBatch(scope)) where state.nodes[batch].status == .notStarted {
            emit(.skipped(.init(.stopped)), batch, &step)
        }
    }

    private mutating func endBatch(_ batch: Int, _ status: NodeStatus, _ step: inout Step) {
        let scope = state.shape.parent(of: batch)
        let reason = state.reasons[batch]
        emit(.ended(.init(status, reason: reason?.reason, origin: reason?.origin)), batch, &step)
        if let reason, state.shape.batch(batch).isRequired { noteFailure(of: scope, reason.reason, origin: reason.origin, &step) }
        advance(scope, &step)
    }
}
