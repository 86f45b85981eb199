/// What people who stop a run ask for (S42).
extension RunMachine {
    /// Stops the run, this hard; a stop that is no harder than the one before it changes nothing.
    mutating func stop(_ cut: Cut, _ asked: Event.Asked, _ step: inout Step) {
        guard !state.status.isFinal, state.lastNumber > 0, cut > state.stop else { return }
        emit(.stopRequested(.init(cut, asked: asked)), 0, &step, source: .operator)
        guard state.status == .running else {
            emit(.ended(.init(.stopped)), 0, &step)
            step.commands.append(.finish(.stopped))
            return
        }
        // S43, S44: it ends a pause, and a hold.
        endStandstill(asked, &step)
        if state.nodes[0].verdict == .running { emit(.stopping, 0, &step) }
        if cut > state.nodes[0].cut { emit(.cut(cut), 0, &step) }
        stopPhase(cut, &step)
        // After that, because their failure does not count: it is the stop's.
        failUnresolved(&step)
        goOn(&step)
    }

    private mutating func stopPhase(_ cut: Cut, _ step: inout Step) {
        switch state.nodes[0].phase {
        case .bypass, .gate, .postChecks:
            if cut >= .cancel { endGroups(of: 0, cut, &step) }
        case .body:
            let block = Int(state.nodes[0].current)
            if block >= 0 { stopBlock(block, cut, &step) }
        case .deferredActions, .deferredChecks:
            if cut == .everything { endDeferred(of: 0, &step) }
        case .notBegun, .entranceDelay, .winding, .exitDelay, .ended:
            break
        }
    }

    /// Ends the deferred work in flight; what has not begun is skipped when it would.
    mutating func endDeferred(of scope: Int, _ step: inout Step) {
        switch state.nodes[scope].phase {
        case .deferredActions:
            guard let batch = state.shape.list(from: firstBatch(scope)).first(where: { state.nodes[$0].status == .running }) else { return }
            let action = Int(state.nodes[batch].current)
            if action >= 0 { endAttempt(action, .everything, &step) }
            advanceBatch(batch, &step)
        case .deferredChecks:
            endGroups(of: scope, .everything, &step)
        default:
            break
        }
    }

    /// Whether deferred work of a plan or block is being ended too, so that no more of it begins.
    func isDeferredStopped(_ scope: Int) -> Bool { state.nodes[scope].cut == .everything }

    /// S34: any run can be ended, so nothing waits for a decision any more.
    private mutating func failUnresolved(_ step: inout Step) {
        guard state.unresolved > 0 else { return }
        for action in runningActions where state.nodes[action].stage == .unresolved {
            let failure = Failure(
                .outcomeUnknown,
                "The run was stopped while the action waited for a decision. What its last call did is not known: look at its target.",
                isOutcomeUnknown: true, cause: state.errors[action])
            emit(
                .attemptEnded(.init(attempt: state.attempt(of: action), outcome: .failure(failure), status: .failed)), action, &step)
            settle(action, failure, &step)
        }
    }
}
