@testable import Workstream

/// How hard work in flight is ended: S9, S12, S42.
extension RunModel {
    /// How hard what a node belongs to is being ended: the hardest of the failure policy of its block and of what people asked for.
    func drain(of node: Int) -> Cut {
        if isDeferred(node) { return stop == .everything ? .cancel : .none }
        let asked = min(stop, .cancel)
        guard let block = block(of: node) else { return asked }
        // S6: the checks around a body run to their end, though their block has failed by one of them.
        let hasFailed = (isInBody(node) && histories[block].failed != nil) || histories[0].failed != nil
        return max(asked, hasFailed ? Cut(nodes[block].block!.failurePolicy) : .none)
    }

    /// Whether no attempt follows one that is under way.
    func isEnding(_ node: Int) -> Bool {
        let group = parent(node)
        // S8: when the body ends, the verdict of a continuous check is that of its last attempt.
        if isContinuous(group), histories[parent(group)].phase >= .body { return histories[parent(group)].phase > .body }
        return drain(of: node) >= (isInBody(node) || isDeferred(node) ? .finishActions : .cancel)
    }

    /// Whether an attempt under way may be cut off.
    func mayBeCancelled(_ node: Int) -> Bool { drain(of: node) >= .cancel }

    /// Whether people have stopped the run, so that nothing may wait for them any more (S34).
    func isStopped(_ node: Int) -> Bool { stop > .none }

    /// Whether a node is deferred work, or part of it.
    func isDeferred(_ node: Int) -> Bool {
        var node = node
        while node != 0 {
            if nodes[node].kind == .batch || nodes[node].group?.kind == .deferred { return true }
            node = parent(node)
        }
        return false
    }

    /// Whether a node is a continuous group.
    func isContinuous(_ node: Int) -> Bool { nodes[node].group?.kind == .continuous }

    /// Whether a continuous group has passed its gate, so that its runs have no events of their own (S7).
    func isLooping(_ group: Int) -> Bool { isContinuous(group) && histories[parent(group)].phase >= .body }
}
