/// Unrecorded runs of continuous groups, while the body runs (S7, S8).
extension RunMachine {
    /// The body begins: every continuous group has passed once, and is due again.
    mutating func startLoops(of scope: Int, _ step: inout Step) {
        for group in state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)) {
            let passed = Timestamp(nanoseconds: state.nodes[group].moment)
            let due = max(passed + state.shape.group(group).interval, step.now)
            volatile.loops[group] = ContinuousLoop(began: passed, due: due, lastPassed: passed, lastRecorded: passed)
            step.commands.append(.wake(node: group, at: due))
        }
    }

    /// Whether a continuous group of a plan or block still loops.
    func hasLoops(_ scope: Int) -> Bool {
        guard !volatile.loops.isEmpty else { return false }
        return state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)).contains { volatile.loops[$0] != nil }
    }

    /// Whether a check belongs to an unrecorded run.
    func isInLoop(_ check: Int) -> Bool {
        guard !volatile.loops.isEmpty else { return false }
        return volatile.loops[state.shape.parent(of: check)]?.isRunning ?? false
    }

    /// S8: whether the body has ended, so that a check of the group that would wait for its next attempt has the verdict of its last one.
    func isWindingUp(_ group: Int) -> Bool {
        state.shape.group(group).kind == .continuous && state.nodes[state.shape.parent(of: group)].phase > .body
    }

    /// Whether an attempt of an unrecorded run is being cut off.
    func isLoopCheckCut(_ check: Int) -> Bool {
        loopCheck(check).map { $0.cutReason != .none } ?? false
    }

    /// The interval is over.
    mutating func beginLoopRun(_ group: Int, _ step: inout Step) {
        guard !volatile.isShuttingDown, let loop = volatile.loops[group], !loop.isRunning, loop.due <= step.now else { return }
        for check in state.shape.children(of: group) {
            volatile.loops[group]?.checks[check] = .init()
            step.commands.append(.begin(node: check, attempt: 1))
        }
        volatile.loops[group]?.open = Int(state.shape.entries[group].count)
        volatile.loops[group]?.began = step.now
    }

    /// The wait of a check before its next attempt is over.
    mutating func retryLoopCheck(_ check: Int, _ step: inout Step) {
        guard !volatile.isShuttingDown, let run = loopCheck(check), run.stage == .waiting, run.due <= step.now else { return }
        if let deadline = loopDeadline(of: check), deadline <= step.now {
            let failure = AttemptRule.deadlineExceeded(run.errors.last)
            updateLoopCheck(check) { $0.errors[$0.errors.count - 1] = failure }
            return recordFailingRun(state.shape.parent(of: check), failed: [check], &step)
        }
        updateLoopCheck(check) {
            $0.attempt += 1
            $0.stage = .inFlight
            $0.cutReason = .none
        }
        step.commands.append(.begin(node: check, attempt: run.attempt + 1))
    }

    /// A check of an unrecorded run is past its time.
    mutating func loopOverdue(_ check: Int, _ attempt: Int, _ reason: Event.CutReason, _ step: inout Step) {
        guard let state = loopCheck(check), state.stage == .inFlight, state.attempt == attempt, state.cutReason == .none else { return }
        updateLoopCheck(check) { $0.cutReason = reason }
        step.commands.append(.cancel(node: check, attempt: attempt))
    }

    /// A call of an unrecorded run has ended, or was given up.
    mutating func loopCallEnded(_ call: CallEnded, wasAbandoned: Bool, _ step: inout Step) {
        guard let check = loopCheck(call.node), check.stage == .inFlight, check.attempt == call.attempt else { return }
        let failure: Failure
        switch call.outcome {
        case .success(let answer): return loopCheckPassed(call.node, answer, &step)
        case .failure(let thrown): failure = thrown
        }
        if call.wasCancelled, check.cutReason == .none { return }
        let group = state.shape.parent(of: call.node)
        var facts = facts(call, failure, wasAbandoned: wasAbandoned, cut: check.cutReason, at: step.now)
        if isWindingUp(group) { facts.hasAttemptsLeft = false }
        facts.deadline = loopDeadline(of: call.node)
        facts.lastError = check.errors.last
        switch AttemptRule.verdict(facts) {
        case .again(let due):
            let error = AttemptRule.error(facts)
            updateLoopCheck(call.node) {
                $0.stage = .waiting
                $0.due = due
                $0.errors.append(error)
            }
            step.commands.append(.wake(node: call.node, at: due))
        case .failed(let failure), .stopped(let failure), .ask(let failure), .unresolved(let failure), .sameAgain(let failure):
            updateLoopCheck(call.node) { $0.errors.append(failure) }
            recordFailingRun(group, failed: [call.node], &step)
        }
    }

    private mutating func loopCheckPassed(_ check: Int, _ answer: Payload, _ step: inout Step) {
        updateLoopCheck(check) {
            $0.stage = .idle
            $0.answer = answer
        }
        let group = state.shape.parent(of: check)
        volatile.loops[group]?.open -= 1
        if volatile.loops[group]?.open == 0 { loopRunPassed(group, &step) }
    }

    private mutating func loopRunPassed(_ group: Int, _ step: inout Step) {
        guard var loop = volatile.loops[group] else { return }
        loop.checks = [:]
        loop.unrecordedRuns += 1
        loop.lastPassed = step.now
        loop.due = step.now + state.shape.group(group).interval
        volatile.loops[group] = loop
        if loop.unrecordedRuns == 1 { volatile.unrecorded.append(group) }
        let owner = state.shape.parent(of: group)
        if state.nodes[owner].phase != .body {
            // The body has ended meanwhile, and waited for this run.
            recordPassedRuns(&step)
            volatile.loops[group] = nil
            advance(owner, &step)
        } else {
            if step.now - loop.lastRecorded >= ContinuousLoop.longestUnrecorded { recordPassedRuns(&step) }
            prove(group, &step)
            #if MUTATIONS
                if Mutation.stalledContinuousCheck.isPlanted { return }
            #endif
            step.commands.append(.wake(node: group, at: loop.due))
        }
    }

    /// One coalesced event for each group that passed since its last one.
    mutating func recordPassedRuns(_ step: inout Step) {
        let groups = volatile.unrecorded
        volatile.unrecorded.removeAll(keepingCapacity: true)
        for group in groups {
            guard let loop = volatile.loops[group], loop.unrecordedRuns > 0 else { continue }
            volatile.loops[group]?.unrecordedRuns = 0
            volatile.loops[group]?.lastRecorded = step.now
            emit(.continuousPassed(.init(runs: loop.unrecordedRuns, last: loop.lastPassed)), group, &step)
        }
    }

    /// When the deadline of a check in an unrecorded run is; `nil` without one.
    func loopDeadline(of check: Int) -> Timestamp? {
        let limit = state.shape.action(check).deadline
        guard limit < .max, let loop = volatile.loops[state.shape.parent(of: check)] else { return nil }
        return loop.began + .nanoseconds(limit)
    }

    private func loopCheck(_ check: Int) -> ContinuousLoop.Check? {
        volatile.loops[state.shape.parent(of: check)]?.checks[check]
    }

    private mutating func updateLoopCheck(_ check: Int, _ update: (inout ContinuousLoop.Check) -> Void) {
        let group = state.shape.parent(of: check)
        guard volatile.loops[group]?.checks[check] != nil else { return }
        update(&volatile.loops[group]!.checks[check]!)
    }
}
