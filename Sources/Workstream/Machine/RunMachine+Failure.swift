/// What a failure, and a stop from above, does to the work in flight (S8–S12, S31).
extension RunMachine {
    /// S31: writes down the first failure that counts for a node, at the moment when it happens, and draws the consequences.
    ///
    /// - Parameter overridesStop: Whether it counts although the node is being stopped: it came before that, or in deferred work.
    mutating func noteFailure(of node: Int, _ failure: Failure, origin: Int, overridesStop: Bool = false, _ step: inout Step) {
        // S1: of several checks that fail at a time, the first may have brought the node to its end.
        guard state.nodes[node].status == .running else { return }
        let verdict = state.nodes[node].verdict
        // S42: a stopped plan or block fails all the same when its deferred work does.
        guard verdict == .running || (verdict == .stopped && (state.nodes[node].phase >= .deferredActions || overridesStop)) else { return }
        emit(.failed(.init(reason: failure, origin: origin)), node, &step)
        guard verdict == .running, state.nodes[node].phase == .body else { return }
        switch state.shape.kind(of: node) {
        case .plan:
            let block = Int(state.nodes[0].current)
            if block >= 0 { stopBlock(block, state.shape.scope(block).policy, &step) }
        case .block:
            drain(node, state.shape.scope(node).policy, &step)
        default:
            break
        }
    }

    /// S9: the plan around a block has failed or is being stopped.
    mutating func stopBlock(_ block: Int, _ cut: Cut, _ step: inout Step) {
        guard state.nodes[block].status == .running else { return }
        if state.nodes[block].phase != .exitDelay {
            if state.nodes[block].verdict == .running { emit(.stopping, block, &step) }
            if state.nodes[block].phase < .deferredActions {
                drain(block, cut, &step)
            } else if cut == .everything, state.nodes[block].cut < cut {
                emit(.cut(cut), block, &step)
                endDeferred(of: block, &step)
            }
        }
        advance(block, &step)
    }

    /// S12: ends the work in flight of a block, this hard; a softer drain than the one under way changes nothing.
    mutating func drain(_ block: Int, _ cut: Cut, _ step: inout Step) {
        guard cut > state.nodes[block].cut, state.nodes[block].phase < .deferredActions else { return }
        emit(.cut(cut), block, &step)
        switch state.nodes[block].phase {
        case .bypass, .gate, .postChecks:
            if cut >= .cancel { endGroups(of: block, cut, &step) }
        case .body:
            guard cut >= .finishActions else { return }
            for sequence in state.shape.children(of: block) where state.nodes[sequence].status == .running {
                drainSequence(sequence, cut, &step)
            }
        default:
            break
        }
    }

    private mutating func drainSequence(_ sequence: Int, _ cut: Cut, _ step: inout Step) {
        if state.nodes[sequence].openGroups > 0 {
            endGroups(of: sequence, cut, &step)
        } else {
            let action = Int(state.nodes[sequence].current)
            if action >= 0 { endAttempt(action, cut, &step) }
        }
        advanceSequence(sequence, &step)
    }

    mutating func endGroups(of node: Int, _ cut: Cut, _ step: inout Step) {
        let kinds = Node.Checks.Kind.allCases.filter { $0 != .continuous || state.nodes[node].phase == .gate }
        // Listed before any is ended: with the last check that ends, others may begin, and those are not meant.
        let groups = kinds.flatMap { state.shape.list(from: state.shape.firstGroup($0, of: node)) }.filter { state.nodes[$0].status == .running }
        for group in groups {
            for check in state.shape.children(of: group) { endAttempt(check, cut, &step) }
        }
    }

    /// Cancels an attempt in flight when the cut is that hard, and ends an action that waits for its next attempt, or for its first request.
    mutating func endAttempt(_ node: Int, _ cut: Cut, _ step: inout Step) {
        guard state.nodes[node].status == .running else { return }
        switch state.nodes[node].stage {
        case .inFlight where !lacksRequest(node):
            guard cut >= .cancel, state.nodes[node].cutReason == .none else { return }
            let attempt = Int(state.nodes[node].attempt)
            emit(.attemptCut(.init(attempt: attempt, reason: .policy)), node, &step)
            step.commands.append(.cancel(node: node, attempt: attempt))
        case .probing:
            guard cut >= .cancel else { return }
            let attempt = Int(state.nodes[node].attempt)
            step.commands.append(.cancel(node: node, attempt: attempt))
            settleUnknown(node, attempt, didNotHappen: false, &step)
        case .unresolved, .interrupted:
            return
        case .inFlight, .waiting:
            emit(.ended(.init(.stopped, reason: state.errors[node])), node, &step)
            if state.shape.kind(of: state.shape.parent(of: node)) == .checks { checkEnded(node, nil, &step) }
        case .idle:
            break
        }
    }
}
