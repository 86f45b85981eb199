/// Recorded runs of groups of checks (S4–S6, S15).
extension RunMachine {
    /// Begins the groups that belong to a phase, side by side.
    mutating func beginGroups(of node: Int, in phase: Phase, _ step: inout Step) {
        for group in groups(of: node, in: phase) { beginGroup(group, &step) }
    }

    /// The groups that belong to a phase.
    func groups(of node: Int, in phase: Phase) -> [Int] {
        let kinds: [Node.Checks.Kind]
        switch phase {
        case .bypass: kinds = [.bypass]
        case .gate: kinds = state.shape.kind(of: node) == .sequence ? [.pre] : [.pre, .continuous]
        case .postChecks: kinds = [.post]
        case .deferredChecks: kinds = [.deferred]
        case .notBegun, .entranceDelay, .body, .winding, .deferredActions, .exitDelay, .ended: kinds = []
        }
        return kinds.flatMap { state.shape.list(from: state.shape.firstGroup($0, of: node)) }
    }

    /// Begins a run of a group, with fresh attempts of all its checks.
    mutating func beginGroup(_ group: Int, _ step: inout Step) {
        emit(.groupBegan(.init(run: Int(state.nodes[group].attempt) + 1)), group, &step)
        // Validation refuses a group without checks; should one be stored all the same, its run must not hang on it.
        if state.nodes[group].running == 0 { emit(.ended(.init(.completed)), group, &step) }
        for check in state.shape.children(of: group) {
            if lacksRequest(check) {
                step.commands.append(.resolve(node: check))
            } else {
                step.commands.append(.begin(node: check, attempt: 1))
            }
        }
    }

    /// What tells the runs of the group of a check apart (S35); nil for an action, whose attempts are counted through.
    package func groupRun(of node: Int) -> String? {
        let group = state.shape.parent(of: node)
        guard state.shape.kind(of: group) == .checks else { return nil }
        // Runs that are not recorded have no number, but never two of them the same time.
        if let loop = volatile.loops[group], loop.isRunning { return "at\(loop.began.nanoseconds)" }
        return "run\(state.attempt(of: group))"
    }

    /// A check has ended; `failure`: it failed, and not for being stopped.
    mutating func checkEnded(_ check: Int, _ failure: Failure?, _ step: inout Step) {
        let group = state.shape.parent(of: check)
        let owner = state.shape.parent(of: group)
        if let failure, counts(failure, in: group) { noteFailure(of: owner, failure, origin: check, &step) }
        guard state.nodes[group].status == .running, !restartIfQuiet(group, &step), state.nodes[group].running == 0 else { return }
        emit(.ended(.init(statusOfEnded(group))), group, &step)
        prove(group, &step)
        if state.shape.kind(of: owner) == .sequence { advanceSequence(owner, &step) } else { advance(owner, &step) }
    }

    /// S4: a bypass check that says no is no failure; one that could not look is, unless the group says otherwise.
    private func counts(_ failure: Failure, in group: Int) -> Bool {
        guard state.shape.group(group).kind == .bypass else { return true }
        return failure.code != .checkFailed && !state.shape.group(group).treatsErrorsAsNo
    }

    private func statusOfEnded(_ group: Int) -> NodeStatus {
        guard state.nodes[group].failed > 0 else { return .completed }
        return state.shape.children(of: group).contains { state.nodes[$0].status == .failed } ? .failed : .stopped
    }
}
