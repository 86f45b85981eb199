extension RunMachine {
    /// S41: a run starts once; one that is started too late fails.
    mutating func start(_ step: inout Step) {
        guard state.status == .notStarted, state.lastNumber > 0 else { return }
        if let limit = state.shape.startLimit, step.now - state.submitted > limit {
            let failure = Failure(
                .startExpired,
                "The run was started \(step.now - state.submitted) after it was submitted, but its plan allows \(limit). "
                    + "What it was made for may have changed since: look, and submit the plan again.", isPermanent: true)
            emit(.failed(.init(reason: failure, origin: 0)), 0, &step)
            endScope(0, &step)
            return
        }
        // S44: a run that is held has been started all the same, and goes on with its release.
        guard !volatile.isShuttingDown else { return }
        emit(.began, 0, &step)
        advance(0, &step)
    }

    /// S13, S24, S7: the time that a wake-up named has come.
    ///
    /// One that comes early, or for something that is past, changes nothing.
    mutating func due(_ node: Int, _ step: inout Step) {
        switch state.shape.kind(of: node) {
        case .plan, .block:
            advance(node, &step)
        case .checks:
            beginLoopRun(node, &step)
        case .action:
            if isInLoop(node) {
                retryLoopCheck(node, &step)
            } else if state.nodes[node].stage == .probing {
                probeAgain(node, &step)
            } else if state.nodes[node].stage == .waiting, state.nodes[node].moment <= step.now.nanoseconds {
                retry(node, &step)
            }
        case .sequence, .batch:
            break
        }
    }
}
