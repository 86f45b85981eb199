/// Calls whose outcome nobody knows: their plugins are asked (S33), and, where that does not help, people (S34).
extension RunMachine {
    /// Whether an action waits for a decision.
    package func isUnresolved(_ node: Int) -> Bool { state.nodes[node].stage == .unresolved }

    /// A call was cut off without an answer: its plugin is asked what it did.
    mutating func beginProbing(_ node: Int, _ attempt: Int, _ error: Failure, _ output: OutputSummary?, _ step: inout Step) {
        emit(.probing(.init(attempt: attempt, error: error, output: output)), node, &step)
        // S45: the next engine asks.
        guard !volatile.isShuttingDown else { return }
        step.commands.append(.probe(node: node, attempt: attempt))
    }

    /// A plugin that is asked again: its time has come.
    mutating func probeAgain(_ node: Int, _ step: inout Step) {
        guard state.nodes[node].stage == .probing, !volatile.isShuttingDown, state.nodes[node].moment <= step.now.nanoseconds else { return }
        step.commands.append(.probe(node: node, attempt: state.attempt(of: node)))
    }

    /// A plugin was asked, and said something.
    mutating func probeAnswered(_ node: Int, _ attempt: Int, _ answer: ProbeAnswer, _ step: inout Step) {
        guard state.nodes[node].stage == .probing, state.attempt(of: node) == attempt else { return }
        switch answer {
        case .happened(let payload):
            emit(.attemptEnded(.init(attempt: attempt, outcome: .success(payload), status: .completed)), node, &step)
            settle(node, nil, &step)
        case .didNotHappen:
            settleUnknown(node, attempt, didNotHappen: true, &step)
        case .inProgress(let wait) where state.stop < .cancel:
            // An immediate question again and again would be a busy loop.
            askLater(node, attempt, isInProgress: true, after: max(wait, .milliseconds(100)), &step)
        case .inProgress, .unknown:
            // A run that is being stopped waits for no call that goes on and on.
            guard Int(state.nodes[node].probes) + 1 < AttemptRule.longestProbing else {
                return settleUnknown(node, attempt, didNotHappen: false, &step)
            }
            let wait = state.shape.policy(of: node).wait(after: Int(state.nodes[node].probes) + 1, seed: state.seed, node: node)
            askLater(node, attempt, isInProgress: false, after: wait, &step)
        }
    }

    private mutating func askLater(_ node: Int, _ attempt: Int, isInProgress: Bool, after wait: Duration, _ step: inout Step) {
        let due = step.now + wait
        emit(.probed(.init(attempt: attempt, isInProgress: isInProgress, due: due)), node, &step)
        step.commands.append(.wake(node: node, at: due))
    }

    /// Settles an attempt after its plugin was asked, or because there is no time to ask.
    mutating func settleUnknown(_ node: Int, _ attempt: Int, didNotHappen: Bool, _ step: inout Step) {
        guard let error = state.errors[node] else { return }
        let cut = state.nodes[node].cutReason
        let call = CallEnded(node: node, attempt: attempt, outcome: .failure(error), wasCancelled: true)
        var facts = facts(call, error, wasAbandoned: error.code == .abandoned, cut: cut, at: step.now)
        facts.unknown = error
        facts.wasInterrupted = error.code == .interrupted
        facts.probe = didNotHappen ? .didNotHappen : .gaveUp
        conclude(call, &facts, &step)
    }

    /// Somebody decided what becomes of an unresolved action.
    mutating func decide(_ node: Int, _ verdict: Event.Decided.Verdict, _ asked: Event.Asked, _ step: inout Step) {
        guard state.nodes.indices.contains(node), state.nodes[node].stage == .unresolved else { return }
        let attempt = state.attempt(of: node)
        let unknown = state.errors[node]
        emit(.decided(.init(attempt: attempt, verdict, asked: asked)), node, &step, source: .operator)
        switch verdict {
        case .completed(let payload):
            emit(.attemptEnded(.init(attempt: attempt, outcome: .success(payload), status: .completed)), node, &step)
            settle(node, nil, &step)
        case .failed(let reason):
            let failure = Failure(
                .outcomeUnknown, "\(asked.author) decided that the action counts as failed: \(reason)", isPermanent: true, cause: unknown)
            emit(.attemptEnded(.init(attempt: attempt, outcome: .failure(failure), status: .failed)), node, &step)
            settle(node, failure, &step)
        case .retry:
            let failure = unknown ?? Failure(.outcomeUnknown, "Nobody knows what the call did.", isOutcomeUnknown: true)
            guard !isEnding(node) else {
                emit(.attemptEnded(.init(attempt: attempt, outcome: .failure(failure), status: .stopped)), node, &step)
                settle(node, nil, &step)
                break
            }
            emit(.attemptEnded(.init(attempt: attempt, outcome: .failure(failure), status: .running, due: step.now)), node, &step)
            retry(node, &step)
        }
        goOn(&step)
    }
}
