extension Run {
    /// Writes down what an event says.
    ///
    /// There is no rule here: an event names the new status.
    ///
    /// - Precondition: The event is of this run: `apply(stored:)` makes sure of that where it is not known.
    package mutating func apply(_ event: Event) {
        lastNumber = event.number
        lastTime = event.time
        let node = event.node
        switch event.kind {
        case .submitted(let event_): applySubmitted(event_, at: event.time)
        case .began:
            states[node].status = .running
            states[node].started = event.time
            states[node].ended = nil
            if index.entries[node].kind == .sequence { states[node].phase = .body }
        case .phaseBegan(let began):
            states[node].phase = began.phase
            if let due = began.due { states[node].rare.due = due }
        case .groupBegan(let began): applyGroupBegan(node, began, at: event.time)
        case .attemptBegan(let began): applyAttemptBegan(node, began, at: event.time)
        case .attemptCut(let cut): changeAttempt(node, cut.attempt, at: event.time) { $0.cut = cut.reason }
        case .attemptEnded(let ended): applyAttemptEnded(node, ended, at: event.time)
        case .lateAnswer(let late): changeAttempt(node, late.attempt, at: event.time) { $0.lateAnswer = late.outcome }
        case .ended(let ended): applyEnded(node, ended, at: event.time)
        case .skipped(let skipped): applySkipped(node, skipped, at: event.time)
        case .failed(let failed): applyFailed(node, failed, at: event.time)
        case .stopping: states[node].isStopping = true
        case .cut(let cut): states[node].cut = cut
        case .stopRequested, .paused, .resumed, .deadlinesMoved, .probing, .probed, .unresolved, .decided: applyControl(event)
        case .recovered: applyRecovered(at: event.time)
        case .handedOver, .interrupted, .messageIgnored: break
        case .continuousPassed(let passed):
            states[node].rare.unrecordedRuns += passed.runs
            states[node].rare.lastPassed = passed.last
        }
    }

    private mutating func applySubmitted(_ event: Event.Submitted, at time: Timestamp) {
        submitted = time
        digest = event.digest
    }

    private mutating func applyEnded(_ node: Int, _ ended: Event.Ended, at time: Timestamp) {
        states[node].status = ended.status
        states[node].ended = time
        if let reason = ended.reason {
            states[node].reason = reason
            states[node].origin = ended.origin ?? node
        }
        switch index.entries[node].kind {
        case .plan, .block, .sequence: states[node].phase = .ended
        case .action:
            if ended.status == .failed, let reason = ended.reason { list(reason, of: node, at: time) }
        case .checks, .batch: break
        }
        if node == 0, ended.status == .failed, let failure = ended.reason, reason == nil {
            noteReason(failure, origin: ended.origin ?? 0, at: time)
        }
    }

    private mutating func applyFailed(_ node: Int, _ failed: Event.Failed, at time: Timestamp) {
        states[node].hasFailed = true
        states[node].reason = failed.reason
        states[node].origin = failed.origin
        // Nearly always an action or check failed right before, and is listed. What is left is what fails by itself, such as a run that was started too late.
        if !failures.reversed().contains(where: { $0.node == failed.origin }) { list(failed.reason, of: failed.origin, at: time, always: true) }
        if node == 0 { noteReason(failed.reason, origin: failed.origin, at: time) }
    }

    private mutating func noteReason(_ failure: Failure, origin: Int, at time: Timestamp) {
        guard index.entries.indices.contains(origin) else { return }
        reason = failures.last { $0.node == origin } ?? RunFailure(path: index.path(of: origin), node: origin, time: time, failure: failure)
    }

    private mutating func applySkipped(_ node: Int, _ skipped: Event.Skipped, at time: Timestamp) {
        if skipped.reason == .bypassed, states[node].status == .running {
            states[node].isBypassed = true
        } else {
            states[node].status = .skipped
            states[node].ended = time
            states[node].rare.skipReason = skipped.reason
        }
        for below in index.below(node) where states[Int(below)].status == .notStarted {
            states[Int(below)].status = .skipped
            states[Int(below)].rare.skipReason = skipped.reason
        }
    }

    /// Adds a failure to the list.
    ///
    /// A bypass check that says no is no failure of anything (S4).
    mutating func list(_ failure: Failure, of node: Int, at time: Timestamp, always: Bool = false) {
        guard index.entries.indices.contains(node), always || !isPlainNo(failure, of: node) else { return }
        failures.append(RunFailure(path: index.path(of: node), node: node, time: time, failure: failure))
    }

    private func isPlainNo(_ failure: Failure, of node: Int) -> Bool {
        let parent = Int(index.entries[node].parent)
        guard index.entries[parent].kind == .checks, case .checks(let group) = index.definition(of: parent), group.kind == .bypass else {
            return false
        }
        return group.treatsErrorsAsNo || failure.code == .checkFailed
    }
}
