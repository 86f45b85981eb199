/// The way of a plan and of a block through their phases (S1, S2).
extension RunMachine {
    /// Takes a plan or block as far as it can go now.
    mutating func advance(_ scope: Int, _ step: inout Step) {
        while state.nodes[scope].status == .running {
            if state.nodes[scope].phase == .body { beginChildren(of: scope, &step) }
            if state.nodes[scope].phase == .deferredActions { beginNextBatch(of: scope, &step) }
            guard state.nodes[scope].status == .running, isPhaseOver(scope, at: step.now) else { return }
            if state.nodes[scope].phase == .body {
                closeLoops(of: scope, &step)
                // A check may have failed by that, and its failure has then taken the plan or block further.
                guard state.nodes[scope].phase == .body else { continue }
            }
            let next = PhaseOrder.next(after: state.nodes[scope].phase, facts(of: scope))
            guard enter(scope, next, &step) else { return }
        }
    }

    /// Whether nothing is left to wait for in the present phase.
    private func isPhaseOver(_ scope: Int, at now: Timestamp) -> Bool {
        let node = state.nodes[scope]
        switch node.phase {
        case .notBegun: return true
        case .bypass, .gate, .postChecks, .deferredChecks: return node.openGroups == 0
        case .entranceDelay: return node.moment <= now.nanoseconds || node.verdict != .running
        case .body: return isBodyOver(scope)
        case .winding: return node.openGroups == 0 && !hasLoops(scope)
        case .deferredActions: return state.shape.list(from: firstBatch(scope)).allSatisfy { state.nodes[$0].status.isFinal }
        case .exitDelay: return node.moment <= now.nanoseconds || state.nodes[0].verdict != .running
        case .ended: return false
        }
    }

    /// Goes over to a phase; `false`: nothing may begin at present.
    private mutating func enter(_ scope: Int, _ phase: Phase, _ step: inout Step) -> Bool {
        switch phase {
        case .notBegun:
            return false
        case .ended:
            if state.nodes[scope].phase == .bypass, isBypassPassed(scope), state.nodes[scope].verdict == .running {
                emit(.skipped(.init(.bypassed)), scope, &step)
            }
            endScope(scope, &step)
            return true
        case .body:
            guard mayGoOn(scope) else { return false }
            emit(.phaseBegan(.init(.body)), scope, &step)
            startLoops(of: scope, &step)
            return true
        case .winding:
            emit(.phaseBegan(.init(.winding)), scope, &step)
            return true
        case .deferredChecks where isDeferredStopped(scope):
            emit(.phaseBegan(.init(.deferredChecks)), scope, &step)
            for group in groups(of: scope, in: .deferredChecks) { emit(.skipped(.init(.stopped)), group, &step) }
            return true
        case .bypass, .gate, .postChecks, .deferredChecks:
            guard phase == .deferredChecks ? mayBegin : mayGoOn(scope) else { return false }
            emit(.phaseBegan(.init(phase)), scope, &step)
            beginGroups(of: scope, in: phase, &step)
            return true
        case .entranceDelay, .exitDelay:
            guard mayGoOn(scope) else { return false }
            let delay = phase == .entranceDelay ? state.shape.scope(scope).entranceDelay : state.shape.scope(scope).exitDelay
            let due = step.now + .nanoseconds(delay)
            emit(.phaseBegan(.init(phase, due: due)), scope, &step)
            step.commands.append(.wake(node: scope, at: due))
            return true
        case .deferredActions:
            guard mayBegin || isDeferredStopped(scope) else { return false }
            emit(.phaseBegan(.init(.deferredActions)), scope, &step)
            chooseBatches(of: scope, &step)
            return true
        }
    }

    /// S10, S22: the plan or block is over; its verdict is its status.
    mutating func endScope(_ scope: Int, _ step: inout Step) {
        let verdict = state.nodes[scope].verdict
        let status: NodeStatus = verdict == .running ? .completed : verdict
        let reason = state.reasons[scope]
        emit(.ended(.init(status, reason: reason?.reason, origin: reason?.origin)), scope, &step)
        guard scope != 0 else {
            volatile.loops.removeAll()
            step.commands.append(.finish(status))
            return
        }
        if status == .failed, let reason { noteFailure(of: 0, reason.reason, origin: reason.origin, overridesStop: true, &step) }
        advance(0, &step)
    }

    private func facts(of scope: Int) -> PhaseOrder.Facts {
        PhaseOrder.Facts(
            has: { has($0, scope) }, isGood: state.nodes[scope].verdict == .running, isBypassed: isBypassPassed(scope))
    }

    private func has(_ phase: Phase, _ scope: Int) -> Bool {
        let shape = state.shape
        switch phase {
        case .bypass: return shape.firstGroup(.bypass, of: scope) >= 0
        case .entranceDelay: return shape.scope(scope).entranceDelay > 0
        case .gate: return shape.firstGroup(.pre, of: scope) >= 0 || shape.firstGroup(.continuous, of: scope) >= 0
        case .winding: return state.nodes[scope].openGroups > 0 || hasLoops(scope)
        case .postChecks: return shape.firstGroup(.post, of: scope) >= 0
        case .deferredActions: return firstBatch(scope) >= 0
        case .deferredChecks: return shape.firstGroup(.deferred, of: scope) >= 0
        case .exitDelay: return shape.scope(scope).exitDelay > 0
        case .notBegun, .body, .ended: return true
        }
    }

    private func isBypassPassed(_ scope: Int) -> Bool {
        let first = state.shape.firstGroup(.bypass, of: scope)
        return first >= 0 && state.shape.list(from: first).allSatisfy { state.nodes[$0].status == .completed }
    }
}
