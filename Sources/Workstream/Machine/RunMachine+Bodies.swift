/// What a plan and a block exist to do: blocks one after another (S1), sequences side by side (S20, S21).
extension RunMachine {
    /// Begins the blocks or sequences that may begin now.
    mutating func beginChildren(of scope: Int, _ step: inout Step) {
        let hasDependencies = state.shape.scope(scope).hasDependencies
        if hasDependencies { findReady(of: scope) }
        // The conditions are read anew each time: beginning a child may change all of them.
        while mayBegin(inBodyOf: scope), state.nodes[scope].phase == .body, state.nodes[scope].verdict == .running, hasFreePlace(scope) {
            let child = nextChild(of: scope)
            guard child >= 0 else { return }
            if hasDependencies { takeReady(of: scope) }
            emit(.began, child, &step)
            if scope == 0 { advance(child, &step) } else { beginSequence(child, &step) }
        }
    }

    /// S11: whether nothing of the body runs, and nothing more of it will.
    func isBodyOver(_ scope: Int) -> Bool {
        #if MUTATIONS
            if Mutation.rollbackBesideRunningWork.isPlanted, state.nodes[scope].verdict != .running { return true }
        #endif
        return state.nodes[scope].running == 0 && (state.nodes[scope].verdict != .running || nextChild(of: scope) < 0)
    }

    /// S21–S23: a sequence has ended, so its block may have failed, others may begin or be skipped, and a place is free.
    mutating func sequenceEnded(_ sequence: Int, _ status: NodeStatus, _ reason: Event.Failed?, _ step: inout Step) {
        let block = state.shape.parent(of: sequence)
        if status == .failed, let reason { failIfExceeded(block, reason, &step) }
        if state.shape.scope(sequence).dependentCount > 0 {
            if status == .completed { releaseDependents(of: sequence) } else if let reason { skipDependents(of: sequence, reason, &step) }
        }
        advance(block, &step)
    }

    /// S21: a block fails as soon as more of its sequences have failed than it tolerates.
    mutating func failIfExceeded(_ block: Int, _ reason: Event.Failed, _ step: inout Step) {
        let scope = state.shape.scope(block)
        let node = state.nodes[block]
        guard
            ToleranceRule.isExceeded(
                failed: Int(node.failed), skipped: Int(node.skipped), tolerated: scope.tolerated, toleratesSkips: scope.toleratesSkips)
        else { return }
        noteFailure(of: block, reason.reason, origin: reason.origin, &step)
    }

    private func hasFreePlace(_ scope: Int) -> Bool {
        guard scope != 0 else { return state.nodes[0].running == 0 }
        let block = state.shape.scope(scope)
        let node = state.nodes[scope]
        // S34: while an action waits for a decision, no new sequence begins.
        guard node.unresolved == 0 else { return false }
        let places = ToleranceRule.places(
            concurrency: Int(block.concurrency), failed: Int(node.failed), skipped: Int(node.skipped), tolerated: block.tolerated,
            toleratesSkips: block.toleratesSkips, isExact: block.isExact)
        return Int(node.running) < places
    }

    private func nextChild(of scope: Int) -> Int {
        if state.shape.scope(scope).hasDependencies { return nextReady(of: scope) }
        let current = Int(state.nodes[scope].current)
        return Int(current < 0 ? state.shape.entries[scope].first : state.shape.entries[current].next)
    }
}
