/// Unrecorded runs of continuous groups, while the body runs (S7, S8).
extension RunMachine {
    /// The body begins: every continuous group has passed once, and is due again.
    mutating func startLoops(of scope: Int, _ step: inout Step) {
        for group in state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)) {
            let passed = Timestamp(nanoseconds: state.nodes[group].moment)
            let due = max(passed + state.shape.group(group).interval, step.now)
            volatile.loops[group] = ContinuousLoop(due: due, lastPassed: passed, lastRecorded: passed)
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
        let count = Int(state.shape.entries[group].count)
        volatile.loops[group]?.checks = Array(repeating: .init(), count: count)
        volatile.loops[group]?.open = count
        for check in state.shape.children(of: group) { step.commands.append(.begin(node: check, attempt: 1)) }
    }

    /// The wait of a check before its next attempt is over.
    mutating func retryLoopCheck(_ check: Int, _ step: inout Step) {
        guard !volatile.isShuttingDown, let state = loopCheck(check), state.stage == .waiting, state.due <= step.now else { return }
        updateLoopCheck(check) {
            $0.attempt += 1
            $0.stage = .inFlight
            $0.cutReason = .none
        }
        step.commands.append(.begin(node: check, attempt: state.attempt + 1))
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
        if case .failure = call.outcome, call.wasCancelled, check.cutReason == .none { return }
        let group = state.shape.parent(of: call.node)
        var facts = facts(call, wasAbandoned: wasAbandoned, attempt: call.attempt, cut: check.cutReason, at: step.now)
        if isWindingUp(group) { facts.hasAttemptsLeft = false }
        facts.lastError = check.errors.last
        switch AttemptRule.verdict(facts) {
        case .completed:
            var answer: Payload?
            if case .success(let payload) = call.outcome { answer = payload }
            updateLoopCheck(call.node) {
                $0.stage = .idle
                $0.answer = answer
            }
            volatile.loops[group]?.open -= 1
            if volatile.loops[group]?.open == 0 { loopRunPassed(group, &step) }
        case .again(let due):
            let error = AttemptRule.error(facts)
            updateLoopCheck(call.node) {
                $0.stage = .waiting
                $0.due = due
                $0.errors.append(error)
            }
            step.commands.append(.wake(node: call.node, at: due))
        case .failed(let failure), .stopped(let failure):
            updateLoopCheck(call.node) { $0.errors.append(failure) }
            recordFailingRun(group, failed: [call.node], &step)
        }
    }

    private mutating func loopRunPassed(_ group: Int, _ step: inout Step) {
        guard var loop = volatile.loops[group] else { return }
        loop.checks = []
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

    /// S8: the body is over. Idle loops end; in a run under way, a check that waits for its next attempt has the verdict of its last one.
    mutating func closeLoops(of scope: Int, _ step: inout Step) {
        if hasLoops(scope) { recordPassedRuns(&step) }
        for group in state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)) {
            if let loop = volatile.loops[group] {
                guard loop.isRunning else {
                    volatile.loops[group] = nil
                    continue
                }
                let waiting = zip(state.shape.children(of: group), loop.checks).filter { $0.1.stage == .waiting }.map(\.0)
                if !waiting.isEmpty { recordFailingRun(group, failed: waiting, &step) }
            } else if state.nodes[group].status == .running {
                for check in state.shape.children(of: group) where state.nodes[check].stage == .waiting { failWaitingCheck(check, &step) }
            }
        }
    }

    private mutating func failWaitingCheck(_ check: Int, _ step: inout Step) {
        let error = state.errors[check]
        emit(.ended(.init(.failed, reason: error)), check, &step)
        checkEnded(check, error, &step)
    }

    /// A failing run is recorded whole: it becomes an ordinary run of the group, and what of it is still under way goes on as one.
    private mutating func recordFailingRun(_ group: Int, failed: [Int], _ step: inout Step) {
        recordPassedRuns(&step)
        guard let loop = volatile.loops.removeValue(forKey: group) else { return }
        emit(.groupBegan(.init(run: Int(state.nodes[group].attempt) + 1)), group, &step)
        for (check, run) in zip(state.shape.children(of: group), loop.checks) {
            let hasFailed = failed.contains(check)
            for (index, error) in run.errors.enumerated() {
                let isLast = hasFailed && index == run.errors.count - 1
                emit(
                    .attemptEnded(.init(attempt: index + 1, outcome: .failure(error), status: isLast ? .failed : .running, due: isLast ? nil : run.due)),
                    check, &step)
                if !isLast, index + 1 < run.attempt { emit(.attemptBegan(.init(attempt: index + 2)), check, &step) }
            }
            if let answer = run.answer { emit(.attemptEnded(.init(attempt: run.attempt, outcome: .success(answer), status: .completed)), check, &step) }
            if run.cutReason != .none, !hasFailed, run.stage == .inFlight {
                emit(.attemptCut(.init(attempt: run.attempt, reason: run.cutReason)), check, &step)
            }
        }
        for (check, run) in zip(state.shape.children(of: group), loop.checks) where failed.contains(check) { checkEnded(check, run.errors.last, &step) }
    }

    private func loopCheck(_ check: Int) -> ContinuousLoop.Check? {
        let group = state.shape.parent(of: check)
        guard let loop = volatile.loops[group], let position = position(of: check, in: group), loop.checks.indices.contains(position) else { return nil }
        return loop.checks[position]
    }

    private mutating func updateLoopCheck(_ check: Int, _ update: (inout ContinuousLoop.Check) -> Void) {
        let group = state.shape.parent(of: check)
        guard let position = position(of: check, in: group), volatile.loops[group] != nil else { return }
        update(&volatile.loops[group]!.checks[position])
    }

    private func position(of check: Int, in group: Int) -> Int? {
        state.shape.children(of: group).enumerated().first { $0.element == check }?.offset
    }
}
