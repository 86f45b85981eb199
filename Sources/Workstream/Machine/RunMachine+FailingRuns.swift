/// How unrecorded runs of continuous groups end that do not simply pass: by a failure, or with the body (S7, S8).
extension RunMachine {
    /// S8: the body is over; idle loops end, and in a run under way a check that waits for its next attempt has the verdict of its last one.
    mutating func closeLoops(of scope: Int, _ step: inout Step) {
        if hasLoops(scope) { recordPassedRuns(&step) }
        for group in state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)) {
            if let loop = volatile.loops[group] {
                guard loop.isRunning else {
                    volatile.unproven.remove(group)
                    volatile.loops[group] = nil
                    continue
                }
                let waiting = loop.checks.filter { $0.value.stage == .waiting }
                if !waiting.isEmpty { recordFailingRun(group, failed: Set(waiting.keys), &step) }
            } else if state.nodes[group].status == .running {
                for check in state.shape.children(of: group) where state.nodes[check].stage == .waiting { failWaitingCheck(check, &step) }
            }
        }
    }

    /// Whether the run under way of a group is a failing one of its loop.
    func isLoopRecorded(_ group: Int) -> Bool {
        state.shape.group(group).kind == .continuous && state.nodes[state.shape.parent(of: group)].phase > .gate
    }

    private mutating func failWaitingCheck(_ check: Int, _ step: inout Step) {
        let error = state.errors[check]
        emit(.ended(.init(.failed, reason: error)), check, &step)
        checkEnded(check, error, &step)
    }

    /// A failing run is recorded whole: it becomes an ordinary run of the group, and what of it is still under way goes on as one.
    mutating func recordFailingRun(_ group: Int, failed: Set<Int>, _ step: inout Step) {
        recordPassedRuns(&step)
        guard let loop = volatile.loops[group] else { return }
        let deadlines = state.shape.children(of: group).map { loopDeadline(of: $0) }
        volatile.loops[group] = nil
        emit(.groupBegan(.init(run: Int(state.nodes[group].attempt) + 1)), group, &step)
        for (check, deadline) in zip(state.shape.children(of: group), deadlines) {
            guard let run = loop.checks[check] else { continue }
            if let deadline { emit(.attemptBegan(.init(attempt: 1, deadline: deadline)), check, &step) }
            record(run, of: check, hasFailed: failed.contains(check), &step)
        }
        for check in state.shape.children(of: group) where failed.contains(check) { checkEnded(check, loop.checks[check]?.errors.last, &step) }
    }

    private mutating func record(_ run: ContinuousLoop.Check, of check: Int, hasFailed: Bool, _ step: inout Step) {
        for (index, error) in run.errors.enumerated() {
            let isLast = index == run.errors.count - 1
            let status: NodeStatus = isLast && hasFailed ? .failed : .running
            let due = isLast && !hasFailed ? run.due : nil
            emit(.attemptEnded(.init(attempt: index + 1, outcome: .failure(error), status: status, due: due)), check, &step)
            if index + 1 < run.attempt { emit(.attemptBegan(.init(attempt: index + 2)), check, &step) }
        }
        if let answer = run.answer {
            emit(.attemptEnded(.init(attempt: run.attempt, outcome: .success(answer), status: .completed)), check, &step)
        } else if run.stage == .inFlight, run.cutReason != .none, !hasFailed {
            emit(.attemptCut(.init(attempt: run.attempt, reason: run.cutReason)), check, &step)
        }
    }
}
