/// Runs that stand still: paused by people (S43), or held by their engine (S44).
extension RunMachine {
    /// Whether anything new may begin, continuous groups excepted.
    var mayBegin: Bool { !volatile.isShuttingDown && !isStandingStill }

    /// Why a person should look at the run.
    package var attention: Attention {
        volatile.heldSince == nil ? state.attention : .held(reason: volatile.holdReason ?? "")
    }

    /// Whether the run is paused or held.
    var isStandingStill: Bool { state.pausedSince != nil || volatile.heldSince != nil }

    /// S63: whether anything may begin in the body of a plan or block: its continuous groups, and the plan's, have passed since the run stood still.
    func mayBegin(inBodyOf scope: Int) -> Bool {
        guard mayBegin else { return false }
        guard !volatile.unproven.isEmpty else { return true }
        return isProven(0) && (scope == 0 || isProven(scope))
    }

    /// Whether a plan, block or sequence may go on with its own way.
    func mayGoOn(_ node: Int) -> Bool {
        guard mayBegin else { return false }
        guard node != 0, !volatile.unproven.isEmpty, state.nodes[node].verdict == .running else { return true }
        return mayBegin(inBodyOf: state.shape.parent(of: node))
    }

    /// Whether checks of a group may begin; deferred ones wait for no continuous group.
    func mayRun(_ group: Int) -> Bool {
        state.shape.group(group).kind == .deferred ? mayBegin : mayGoOn(state.shape.parent(of: group))
    }

    /// What has failed or is being stopped need not be proven.
    private func isProven(_ scope: Int) -> Bool {
        state.nodes[scope].verdict != .running
            || !state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)).contains { volatile.unproven.contains($0) }
    }

    /// Somebody pauses the run.
    mutating func pause(_ asked: Event.Asked, _ step: inout Step) {
        guard state.status == .running, state.pausedSince == nil, state.stop == .none else { return }
        emit(.paused(asked), 0, &step, source: .operator)
    }

    /// Somebody lets the run go on.
    mutating func resume(_ asked: Event.Asked, _ step: inout Step) {
        // A run may end while it is paused; nothing happens after its end.
        guard let since = state.pausedSince, !state.status.isFinal else { return }
        endPause(since, asked, &step)
        if !isStandingStill { beginAgain(&step) }
    }

    /// The engine holds the run.
    mutating func hold(_ reason: String, at now: Timestamp) {
        guard volatile.heldSince == nil, !state.status.isFinal else { return }
        volatile.heldSince = now
        volatile.holdReason = reason
    }

    /// The engine lets the run go.
    mutating func release(_ step: inout Step) {
        guard let since = volatile.heldSince else { return }
        endHold(since, &step)
        if !isStandingStill { beginAgain(&step) }
    }

    /// Ends a pause and a hold at once; what follows is the caller's.
    mutating func endStandstill(_ asked: Event.Asked, _ step: inout Step) {
        let deadlines = isStandingStill
        if let since = volatile.heldSince { endHold(since, &step) }
        if let since = state.pausedSince { endPause(since, asked, &step) }
        if deadlines { renewDeadlines(&step) }
    }

    private mutating func endPause(_ since: Timestamp, _ asked: Event.Asked, _ step: inout Step) {
        // A hold that goes on moves the deadlines when it ends.
        let isHeld = volatile.heldSince != nil
        if let held = volatile.heldSince { volatile.heldSince = min(held, since) }
        emit(.resumed(.init(shift: isHeld ? .zero : step.now - since, asked: asked)), 0, &step, source: .operator)
    }

    private mutating func endHold(_ since: Timestamp, _ step: inout Step) {
        volatile.heldSince = nil
        volatile.holdReason = nil
        // A pause that goes on moves the deadlines by its own time when it ends.
        let end = state.pausedSince ?? step.now
        if end > since, state.nodes.contains(where: { $0.status == .running && $0.deadline < .max }) { emit(.deadlinesMoved(end - since), 0, &step) }
    }

    /// How long the run has stood still up to now: so far deadlines will move.
    func standstill(at now: Timestamp) -> Duration {
        switch (state.pausedSince, volatile.heldSince) {
        case (nil, nil): .zero
        case (let since?, nil), (nil, let since?): now - since
        case (let paused?, let held?): now - min(paused, held)
        }
    }

    /// The calls under way whose deadlines have moved have new limits.
    private func renewDeadlines(_ step: inout Step) {
        for action in runningActions where state.nodes[action].stage == .inFlight && state.nodes[action].deadline < .max {
            step.commands.append(.limit(node: action, attempt: state.attempt(of: action)))
        }
    }

    /// The run goes on after it stood still.
    private mutating func beginAgain(_ step: inout Step) {
        renewDeadlines(&step)
        // Before any group begins: those of the bodies wait for it.
        proveAgain(&step)
        restartGroups()
        goOn(&step)
    }

    /// S63: a body that had begun waits until its continuous groups have passed once more.
    mutating func proveAgain(_ step: inout Step) {
        #if MUTATIONS
            if Mutation.gateSkippedAfterRecovery.isPlanted { return }
        #endif
        for scope in [0, Int(state.nodes[0].current)] where scope >= 0 && state.nodes[scope].status == .running {
            guard state.nodes[scope].phase == .body, state.nodes[scope].verdict == .running else { continue }
            for group in state.shape.list(from: state.shape.firstGroup(.continuous, of: scope)) where volatile.loops[group] != nil {
                volatile.unproven.insert(group)
                volatile.loops[group]?.due = step.now
                beginLoopRun(group, &step)
            }
        }
    }

    /// A continuous group has passed, or failed: what waited for that goes on.
    mutating func prove(_ group: Int, _ step: inout Step) {
        guard volatile.unproven.remove(group) != nil else { return }
        goOn(&step)
    }
}

/// Going on after something that many may have waited for.
extension RunMachine {
    /// The actions of sequences and batches that have begun and not ended, in the order of the plan.
    ///
    /// - Complexity: O(sequences of the block under way).
    var runningActions: [Int] {
        var parents: [Int] = []
        let block = Int(state.nodes[0].current)
        for scope in block > 0 ? [block, 0] : [0] {
            if scope != 0 { parents += state.shape.children(of: scope).filter { state.nodes[$0].status == .running } }
            parents += state.shape.list(from: firstBatch(scope)).filter { state.nodes[$0].status == .running }
        }
        return parents.map { Int(state.nodes[$0].current) }.filter { $0 >= 0 && state.nodes[$0].status == .running }
    }

    /// Takes everything as far as it can go now.
    ///
    /// - Complexity: O(sequences of the block under way).
    mutating func goOn(_ step: inout Step) {
        let block = Int(state.nodes[0].current)
        for group in volatile.restarts.sorted() { restartIfQuiet(group, &step) }
        retryChecks(of: 0, &step)
        if block > 0, state.nodes[block].status == .running {
            retryChecks(of: block, &step)
            for sequence in state.shape.children(of: block) where state.nodes[sequence].status == .running {
                retryChecks(of: sequence, &step)
                if !retryAction(of: sequence, &step) { advanceSequence(sequence, &step) }
            }
            goOnDeferred(of: block, &step)
            advance(block, &step)
        }
        goOnDeferred(of: 0, &step)
        advance(0, &step)
    }

    private mutating func goOnDeferred(of scope: Int, _ step: inout Step) {
        guard state.nodes[scope].phase == .deferredActions else { return }
        guard let batch = state.shape.list(from: firstBatch(scope)).first(where: { state.nodes[$0].status == .running }) else { return }
        if !retryAction(of: batch, &step) { advanceBatch(batch, &step) }
    }

    /// Begins the next attempt of the present action of a sequence or batch, where that is due.
    private mutating func retryAction(of parent: Int, _ step: inout Step) -> Bool {
        let action = Int(state.nodes[parent].current)
        guard action >= 0, state.nodes[action].stage == .waiting, state.nodes[action].moment <= step.now.nanoseconds else { return false }
        retry(action, &step)
        return true
    }

    private mutating func retryChecks(of node: Int, _ step: inout Step) {
        guard state.nodes[node].openGroups > 0 else { return }
        for kind in Node.Checks.Kind.allCases {
            for group in state.shape.list(from: state.shape.firstGroup(kind, of: node)) where state.nodes[group].status == .running {
                for check in state.shape.children(of: group)
                where state.nodes[check].stage == .waiting && state.nodes[check].moment <= step.now.nanoseconds {
                    retry(check, &step)
                }
            }
        }
    }
}
