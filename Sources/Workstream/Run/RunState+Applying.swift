extension RunState {
    /// Writes down what an event says; there is no rule here: the event names the new status, and this counts.
    package mutating func apply(_ event: Event) {
        lastNumber = event.number
        lastTime = event.time
        apply(event.kind, of: event.node, at: event.time)
    }

    /// The same for the parts of an event, because who takes a payload out of an event copies the event first.
    private mutating func apply(_ kind: Event.Kind, of node: Int, at time: Timestamp) {
        if let message = kind.message { lastMessage = max(lastMessage, message) }
        switch kind {
        case .submitted(let submitted):
            seed = submitted.seed
            self.submitted = time
        case .began:
            nodes[node].status = .running
            if shape.kind(of: node) == .sequence { nodes[node].phase = .body }
            enter(node)
        case .phaseBegan(let began):
            nodes[node].phase = began.phase
            nodes[node].moment = began.due?.nanoseconds ?? 0
        case .groupBegan(let began):
            applyGroupBegan(node, run: began.run, at: time)
        case .attemptBegan(let began):
            applyAttemptBegan(node, began)
        case .attemptCut(let cut):
            nodes[node].cutReason = cut.reason
        case .attemptEnded(let ended):
            applyAttemptEnded(node, ended)
        case .lateAnswer, .continuousPassed, .messageIgnored:
            break
        case .ended(let ended):
            end(node, ended.status)
            if case .checks = shape.kind(of: node) { nodes[node].moment = time.nanoseconds }
            if node != 0 { reasons.forget(node) }
        case .skipped(let skipped):
            applySkipped(node, skipped)
        case .failed(let failed):
            nodes[node].verdict = .failed
            reasons[node] = failed
        case .stopping:
            nodes[node].verdict = .stopped
        case .cut(let cut):
            nodes[node].cut = cut
        case .stopRequested(let stop):
            self.stop = stop.cut
        case .paused:
            pausedSince = time
        case .resumed(let resumed):
            pausedSince = nil
            moveDeadlines(by: resumed.shift)
        case .deadlinesMoved(let shift):
            moveDeadlines(by: shift)
        case .probing(let probing):
            changeStage(of: node, to: .probing)
            errors[node] = probing.error
            nodes[node].probes = 0
            nodes[node].moment = time.nanoseconds
        case .probed(let probed):
            nodes[node].moment = probed.due.nanoseconds
            nodes[node].probes = probed.isInProgress ? 0 : nodes[node].probes + 1
        case .unresolved(let unresolved):
            changeStage(of: node, to: .unresolved)
            nodes[node].attempt = Int32(clamping: unresolved.attempt)
            errors[node] = unresolved.reason
        case .decided(let decided):
            nodes[node].interruptions = 0
            if decided.verdict == .retry { nodes[node].granted += 1 }
        case .recovered(let recovered):
            #if MUTATIONS
                if Mutation.retryCountLostAtRecovery.isPlanted {
                    for node in nodes.indices where nodes[node].stage == .waiting { nodes[node].attempt = 0 }
                }
            #endif
            interruptCalls(survived: recovered.survived || isHandedOver)
            isHandedOver = false
        case .handedOver:
            isHandedOver = true
        case .interrupted(let interrupted):
            changeStage(of: node, to: .waiting)
            nodes[node].moment = time.nanoseconds
            nodes[node].attempt = Int32(clamping: interrupted.attempt - 1)
            errors[node] = interrupted.error
        }
    }

    /// S62: puts down what was in flight, and counts the engines that did not survive it.
    private mutating func interruptCalls(survived: Bool) {
        for node in nodes.indices where nodes[node].stage == .inFlight || nodes[node].stage == .probing {
            nodes[node].interruptions = survived ? 0 : min(nodes[node].interruptions, .max - 1) + 1
            if nodes[node].stage == .inFlight { changeStage(of: node, to: .interrupted) }
        }
    }

    private mutating func moveDeadlines(by shift: Duration) {
        guard shift > .zero else { return }
        for node in nodes.indices where nodes[node].status == .running && nodes[node].deadline < .max {
            nodes[node].deadline = (Timestamp(nanoseconds: nodes[node].deadline) + shift).nanoseconds
        }
    }

    /// Writes what an attempt does, and counts those that wait for a decision.
    private mutating func changeStage(of node: Int, to stage: NodeState.Stage) {
        let old = nodes[node].stage
        nodes[node].stage = stage
        guard old != stage, old == .unresolved || stage == .unresolved else { return }
        let change = stage == .unresolved ? 1 : -1
        unresolved += change
        let parent = shape.parent(of: node)
        if shape.kind(of: parent) == .sequence { nodes[shape.parent(of: parent)].unresolved += Int32(change) }
    }

    /// Counts a child that begins in its parent.
    private mutating func enter(_ node: Int) {
        let parent = shape.parent(of: node)
        guard parent != node else { return }
        switch shape.kind(of: node) {
        case .checks:
            nodes[parent].openGroups += 1
        case .block, .sequence:
            nodes[parent].running += 1
            nodes[parent].current = Int32(node)
        case .action:
            nodes[parent].current = Int32(node)
        case .plan, .batch:
            break
        }
    }

    /// Writes a final status, and counts it in the parent.
    private mutating func end(_ node: Int, _ status: NodeStatus) {
        let wasRunning = nodes[node].status == .running
        nodes[node].status = status
        changeStage(of: node, to: .idle)
        let parent = shape.parent(of: node)
        switch shape.kind(of: node) {
        case .plan:
            nodes[node].phase = .ended
        case .block, .sequence:
            nodes[node].phase = .ended
            if wasRunning { nodes[parent].running -= 1 }
            if status == .failed { nodes[parent].failed += 1 }
            if status == .completed, shape.kind(of: node) == .sequence {
                for dependent in shape.dependents(of: node) { nodes[Int(dependent)].met += 1 }
            }
        case .checks:
            if wasRunning { nodes[parent].openGroups -= 1 }
        case .action:
            let isCheck = shape.kind(of: parent) == .checks
            if isCheck, wasRunning { nodes[parent].running -= 1 }
            if isCheck, status != .completed { nodes[parent].failed += 1 }
            if !isCheck { nodes[parent].current = Int32(node) }
            errors.forget(node)
            if !isCheck {
                requests.forget(node)
                effects.forget(node)
            }
        case .batch:
            break
        }
    }

    private mutating func applyGroupBegan(_ group: Int, run: Int, at time: Timestamp) {
        // A group that was interrupted begins anew while it runs.
        if nodes[group].status != .running { enter(group) }
        nodes[group].status = .running
        nodes[group].attempt = Int32(clamping: run)
        nodes[group].failed = 0
        nodes[group].running = 0
        for check in shape.children(of: group) {
            nodes[group].running += 1
            nodes[check].stage = .inFlight
            nodes[check].beginAttempt(1)
            errors.forget(check)
            // One event begins all the checks, so the deadline of each follows from its time.
            let limit = shape.action(check).deadline
            nodes[check].deadline = limit < .max ? (time + .nanoseconds(limit)).nanoseconds : .max
        }
    }

    private mutating func applyAttemptBegan(_ node: Int, _ began: Event.AttemptBegan) {
        changeStage(of: node, to: .inFlight)
        nodes[node].beginAttempt(began.attempt)
        if let deadline = began.deadline { nodes[node].deadline = deadline.nanoseconds }
        if let request = began.request { requests[node] = request }
        if let effect = began.effect { effects[node] = effect }
        let parent = shape.parent(of: node)
        nodes[parent].current = Int32(node)
        guard shape.kind(of: parent) == .sequence else { return }
        let block = shape.parent(of: parent)
        guard !nodes[block].isTouched else { return }
        nodes[block].isTouched = true
        nodes[0].isTouched = true
    }

    private mutating func applyAttemptEnded(_ node: Int, _ ended: Event.AttemptEnded) {
        if nodes[node].interruptions > 0 { nodes[node].interruptions = 0 }
        switch ended.status {
        case .running:
            changeStage(of: node, to: .waiting)
            nodes[node].moment = ended.due?.nanoseconds ?? 0
            if case .failure(let failure) = ended.outcome { errors[node] = failure }
        default:
            end(node, ended.status)
            if case .success(let payload) = ended.outcome, shape.action(node).isSource { responses[node] = payload }
        }
    }

    private mutating func applySkipped(_ node: Int, _ skipped: Event.Skipped) {
        if case .bypassed = skipped.reason, nodes[node].status == .running {
            nodes[node].isBypassed = true
            skipBelow(node)
            return
        }
        nodes[node].status = .skipped
        nodes[node].phase = .ended
        let parent = shape.parent(of: node)
        switch shape.kind(of: node) {
        case .sequence: nodes[parent].skipped += 1
        case .action: nodes[parent].current = Int32(node)
        default: break
        }
        skipBelow(node)
    }

    /// Writes "skipped" to everything below a node that has not begun.
    private mutating func skipBelow(_ node: Int) {
        for child in shape.all(below: node) where nodes[child].status == .notStarted { nodes[child].status = .skipped }
    }
}

extension Dictionary {
    /// Drops what is known of a key; nearly always nothing is known of any, and then not even the key is hashed.
    fileprivate mutating func forget(_ key: Key) {
        if !isEmpty { self[key] = nil }
    }
}
