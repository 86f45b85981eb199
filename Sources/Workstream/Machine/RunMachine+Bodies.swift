/// What a plan and a block exist to do: blocks one after another (S1), sequences side by side (S20, S21).
extension RunMachine {
    /// Begins the blocks or sequences that may begin now.
    mutating func beginChildren(of scope: Int, _ step: inout Step) {
        // The conditions are read anew each time: beginning a child may change all of them.
        while mayBegin, state.nodes[scope].phase == .body, state.nodes[scope].verdict == .running, hasFreePlace(scope) {
            let child = nextChild(of: scope)
            guard child >= 0 else { return }
            emit(.began, child, &step)
            if scope == 0 { advance(child, &step) } else { beginSequence(child, &step) }
        }
    }

    /// S11: whether nothing of the body runs, and nothing more of it will.
    func isBodyOver(_ scope: Int) -> Bool {
        state.nodes[scope].running == 0 && (state.nodes[scope].verdict != .running || nextChild(of: scope) < 0)
    }

    /// S21, S22: a sequence has ended, so its block may have failed, and a place is free.
    mutating func sequenceEnded(_ sequence: Int, _ status: NodeStatus, _ reason: Event.Failed?, _ step: inout Step) {
        let block = state.shape.parent(of: sequence)
        let scope = state.shape.scope(block)
        let node = state.nodes[block]
        if status == .failed, let reason,
            ToleranceRule.isExceeded(
                failed: Int(node.failed), skipped: Int(node.skipped), tolerated: scope.tolerated, toleratesSkips: scope.toleratesSkips)
        {
            noteFailure(of: block, reason.reason, origin: reason.origin, &step)
        }
        advance(block, &step)
    }

    private func hasFreePlace(_ scope: Int) -> Bool {
        guard scope != 0 else { return state.nodes[0].running == 0 }
        let block = state.shape.scope(scope)
        let node = state.nodes[scope]
        let places = ToleranceRule.places(
            concurrency: Int(block.concurrency), failed: Int(node.failed), skipped: Int(node.skipped), tolerated: block.tolerated,
            toleratesSkips: block.toleratesSkips, isExact: block.isExact)
        return Int(node.running) < places
    }

    private func nextChild(of scope: Int) -> Int {
        let current = Int(state.nodes[scope].current)
        return Int(current < 0 ? state.shape.entries[scope].first : state.shape.entries[current].next)
    }
}
