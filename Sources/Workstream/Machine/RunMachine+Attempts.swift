/// Attempts of actions and of checks in recorded runs of a group (S24–S29, S33).
extension RunMachine {
    /// Begins an action of a sequence or batch; one with bindings has them filled in first.
    mutating func beginAction(_ node: Int, _ step: inout Step) {
        if state.shape.action(node).hasBindings {
            step.commands.append(.resolve(node: node))
        } else {
            beginAttempt(node, 1, request: nil, &step)
        }
    }

    /// S28, S29: the bound values of a request are filled in, or could not be.
    mutating func resolved(_ node: Int, _ resolution: Resolution, _ step: inout Step) {
        let parent = state.shape.parent(of: node)
        let isCheck = state.shape.kind(of: parent) == .checks
        // An earlier answer to the same step may have failed the block, and so ended what this one is for.
        guard state.nodes[parent].status == .running, state.nodes[node].status == (isCheck ? .running : .notStarted) else { return }
        switch resolution {
        case .request(let request, let effect):
            beginAttempt(node, 1, request: request, effect: effect, &step)
        case .refused(let failure):
            endUnbegun(node, failure, &step)
        case .missing(let source) where state.shape.kind(of: parent) == .batch:
            emit(.skipped(.init(.sourceMissing(source))), node, &step)
            actionEnded(node, nil, &step)
        case .missing(let source):
            let failure = Failure(
                .bindingFailed,
                "A value is bound to the response of \"\(source)\", which did not happen. The request cannot be made without: give the binding an `otherwise:`.",
                isPermanent: true)
            endUnbegun(node, failure, &step)
        }
    }

    /// Whether the request of an action or check that has bindings is not filled in yet, so that there is no call.
    func lacksRequest(_ node: Int) -> Bool { state.shape.action(node).hasBindings && state.requests[node] == nil }

    private mutating func endUnbegun(_ node: Int, _ failure: Failure, _ step: inout Step) {
        emit(.ended(.init(.failed, reason: failure)), node, &step)
        settle(node, failure, &step)
    }

    private mutating func beginAttempt(_ node: Int, _ attempt: Int, request: Payload?, effect: Effect? = nil, _ step: inout Step) {
        let limit = state.shape.action(node).deadline
        let deadline = attempt == 1 && limit < .max ? step.now + .nanoseconds(limit) : nil
        emit(.attemptBegan(.init(attempt: attempt, request: request, effect: effect, deadline: deadline)), node, &step)
        step.commands.append(.begin(node: node, attempt: attempt))
    }

    /// S24, S25: the wait before the next attempt is over.
    mutating func retry(_ node: Int, _ step: inout Step) {
        guard mayRetry(node) else { return }
        guard step.now.nanoseconds < state.nodes[node].deadline else { return endAtDeadline(node, &step) }
        beginAttempt(node, Int(state.nodes[node].attempt) + 1, request: nil, &step)
    }

    /// S25, S33: the next attempt could not begin before the deadline; what the last one did may be unknown.
    private mutating func endAtDeadline(_ node: Int, _ step: inout Step) {
        let error = state.errors[node]
        let isInterrupted = error?.code == .interrupted
        let attempt = state.attempt(of: node) + (isInterrupted ? 1 : 0)
        if let error, error.isOutcomeUnknown, state.shape.kind(of: state.shape.parent(of: node)) != .checks {
            let call = CallEnded(node: node, attempt: attempt, outcome: .failure(error), wasCancelled: true)
            var facts = facts(call, error, wasAbandoned: false, cut: isInterrupted ? .none : .deadline, at: step.now)
            facts.wasInterrupted = isInterrupted
            facts.deadline = step.now
            facts.unknown = isInterrupted ? error : AttemptRule.deadlineExceeded(error)
            facts.probe = .gaveUp
            if case .unresolved(let failure) = AttemptRule.verdict(facts) {
                return emit(.unresolved(.init(attempt: attempt, reason: failure)), node, &step)
            }
        }
        endUnbegun(node, AttemptRule.deadlineExceeded(error), &step)
    }

    /// Whether the next attempt of an action or check may begin; if not, it will when what it waits for has come.
    private func mayRetry(_ node: Int) -> Bool {
        let parent = state.shape.parent(of: node)
        switch state.shape.kind(of: parent) {
        case .sequence: return mayBegin(inBodyOf: state.shape.parent(of: parent))
        // S43: a continuous run that failed comes to its end, as one that passes does.
        case .checks where isLoopRecorded(parent): return !volatile.isShuttingDown
        case .checks: return !volatile.restarts.contains(parent) && mayRun(parent)
        default: return mayBegin
        }
    }

    /// A call has ended, or was given up.
    mutating func callEnded(_ call: CallEnded, wasAbandoned: Bool, _ step: inout Step) {
        if isInLoop(call.node) { return loopCallEnded(call, wasAbandoned: wasAbandoned, &step) }
        guard state.nodes[call.node].stage == .inFlight, state.attempt(of: call.node) == call.attempt else { return }
        guard case .failure(let failure) = call.outcome else { return complete(call, &step) }
        let cut = state.nodes[call.node].cutReason
        // S45: a call that a shutdown cancelled stays without an outcome, unless it answered after all.
        if call.wasCancelled, cut == .none { return }
        var facts = facts(call, failure, wasAbandoned: wasAbandoned, cut: cut, at: step.now)
        let parent = state.shape.parent(of: call.node)
        if state.shape.kind(of: parent) == .checks, isWindingUp(parent) { facts.hasAttemptsLeft = false }
        facts.lastError = state.errors[call.node]
        conclude(call, &facts, &step)
    }

    /// S33: a response is an outcome, also when it comes after the cancellation.
    private mutating func complete(_ call: CallEnded, _ step: inout Step) {
        emit(.attemptEnded(.init(attempt: call.attempt, outcome: call.outcome, status: .completed, output: call.output)), call.node, &step)
        settle(call.node, nil, &step)
    }

    /// Writes down what follows when an attempt has ended without an answer, or its plugin could not tell how.
    mutating func conclude(_ call: CallEnded, _ facts: inout AttemptRule.Facts, _ step: inout Step) {
        place(call.node, at: step.now, in: &facts)
        switch AttemptRule.verdict(facts) {
        case .failed(let failure):
            emit(ended(call, .failed, failure), call.node, &step)
            settle(call.node, failure, &step)
        case .stopped(let failure):
            emit(ended(call, .stopped, failure), call.node, &step)
            settle(call.node, nil, &step)
        case .again(let due):
            let error = AttemptRule.error(facts)
            emit(
                .attemptEnded(.init(attempt: call.attempt, outcome: .failure(error), status: .running, due: due, output: call.output)), call.node,
                &step)
            step.commands.append(.wake(node: call.node, at: due))
            let parent = state.shape.parent(of: call.node)
            if state.shape.kind(of: parent) == .checks { restartIfQuiet(parent, &step) }
        case .ask(let failure):
            beginProbing(call.node, call.attempt, failure, call.output, &step)
        case .unresolved(let failure):
            emit(.unresolved(.init(attempt: call.attempt, reason: failure, output: call.output)), call.node, &step)
        case .sameAgain(let failure):
            emit(.interrupted(.init(attempt: call.attempt, error: failure)), call.node, &step)
            step.commands.append(.wake(node: call.node, at: step.now))
        }
    }

    /// What `AttemptRule` asks of the place where a recorded attempt stands.
    func place(_ node: Int, at now: Timestamp, in facts: inout AttemptRule.Facts) {
        facts.isEnding = isEnding(node)
        // S43: as long as the run stands still, deadlines do.
        facts.deadline = state.deadline(of: node).map { $0 + standstill(at: now) }
    }

    /// What `AttemptRule` asks, as far as it is the same for recorded and unrecorded runs of a check.
    func facts(
        _ call: CallEnded, _ failure: Failure, wasAbandoned: Bool, cut: Event.CutReason, at now: Timestamp
    ) -> AttemptRule.Facts {
        let action = state.shape.action(call.node)
        let isCheck = state.shape.kind(of: state.shape.parent(of: call.node)) == .checks
        let policy = state.shape.policy(of: call.node)
        var facts = AttemptRule.Facts(failure: failure, cut: cut, wasCancelled: call.wasCancelled, wasAbandoned: wasAbandoned, now: now)
        facts.isCheck = isCheck
        facts.effect = isCheck ? .idempotent : state.effects[call.node] ?? action.effect
        facts.canProbe = !isCheck && state.shape.canProbe(call.node)
        facts.onUnknownOutcome = isCheck ? nil : action.onUnknownOutcome
        facts.isStopped = state.stop != .none
        facts.hasAttemptsLeft = call.attempt <= Int(action.retries) + Int(state.nodes[call.node].granted) && policy.isAllowed
        #if MUTATIONS
            if Mutation.oneRetryTooMany.isPlanted { facts.hasAttemptsLeft = call.attempt <= Int(action.retries) + 1 }
        #endif
        facts.longestWait = policy.maximum
        if facts.hasAttemptsLeft { facts.wait = policy.wait(after: call.attempt, seed: state.seed, node: call.node) }
        return facts
    }

    private func ended(_ call: CallEnded, _ status: NodeStatus, _ failure: Failure) -> Event.Kind {
        var outcome = call.outcome
        // What a cut-off call threw says nothing; the failure of the engine stands in its place.
        if failure.isOutcomeUnknown, call.wasCancelled { outcome = .failure(failure) }
        var reason: Failure?
        if case .failure(let thrown) = outcome, thrown !== failure { reason = failure }
        return .attemptEnded(.init(attempt: call.attempt, outcome: outcome, status: status, reason: reason, output: call.output))
    }

    /// S12: whether no further attempt of an action or check may begin because the body around it is ending.
    func isEnding(_ node: Int) -> Bool {
        let parent = state.shape.parent(of: node)
        switch state.shape.kind(of: parent) {
        case .sequence: return isDrained(parent)
        case .checks:
            let owner = state.shape.parent(of: parent)
            if state.shape.kind(of: owner) == .sequence { return isDrained(owner) }
            return state.nodes[owner].cut >= (state.nodes[owner].phase < .deferredActions ? .cancel : .everything)
        default: return isDeferredStopped(state.shape.parent(of: parent))
        }
    }

    /// When the deadline of an action, or of a check in the run under way, is; `nil` before its first attempt, or without one.
    package func deadline(of node: Int) -> Timestamp? { isInLoop(node) ? loopDeadline(of: node) : state.deadline(of: node) }

    /// S25: a call is past its time.
    mutating func overdue(_ node: Int, _ attempt: Int, _ reason: Event.CutReason, _ step: inout Step) {
        if isInLoop(node) { return loopOverdue(node, attempt, reason, &step) }
        guard state.nodes[node].stage == .inFlight, Int(state.nodes[node].attempt) == attempt, state.nodes[node].cutReason == .none else { return }
        // S43: the deadline has moved, or will.
        guard reason != .deadline || state.nodes[node].deadline <= step.now.nanoseconds, reason != .deadline || !isStandingStill else { return }
        emit(.attemptCut(.init(attempt: attempt, reason: reason)), node, &step)
        step.commands.append(.cancel(node: node, attempt: attempt))
    }

    /// S26: a call ignored its cancellation; one that was cancelled by a shutdown has no outcome, and gets none here (S45).
    mutating func abandoned(_ node: Int, _ attempt: Int, _ step: inout Step) {
        guard isInLoop(node) ? isLoopCheckCut(node) : state.nodes[node].cutReason != .none else { return }
        let failure = Failure(.abandoned, "The call did not end.", isOutcomeUnknown: true)
        callEnded(CallEnded(node: node, attempt: attempt, outcome: .failure(failure), wasCancelled: true), wasAbandoned: true, &step)
    }

    /// S26: what an abandoned call returns is recorded, and changes nothing; once the run has ended, it is dropped.
    mutating func lateAnswer(_ node: Int, _ attempt: Int, _ outcome: Outcome, _ step: inout Step) {
        guard state.status == .running, !isInLoop(node), Int(state.nodes[node].attempt) >= attempt, state.nodes[node].stage != .inFlight else {
            return
        }
        emit(.lateAnswer(.init(attempt: attempt, outcome: outcome)), node, &step)
    }

    /// Tells what an action or check stands in that it has ended; `failure`: it failed, and not for being stopped.
    mutating func settle(_ node: Int, _ failure: Failure?, _ step: inout Step) {
        if state.shape.kind(of: state.shape.parent(of: node)) == .checks {
            checkEnded(node, failure, &step)
        } else {
            actionEnded(node, failure, &step)
        }
    }

    private mutating func actionEnded(_ node: Int, _ failure: Failure?, _ step: inout Step) {
        let parent = state.shape.parent(of: node)
        if let failure { noteFailure(of: parent, failure, origin: node, &step) }
        if state.shape.kind(of: parent) == .batch { advanceBatch(parent, &step) } else { advanceSequence(parent, &step) }
    }
}
