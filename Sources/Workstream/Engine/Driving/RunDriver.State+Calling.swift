/// Calls: their beginnings, limits, cancellations and ends.
extension RunDriver.State {
    /// A worker begins a call: its time counts from now on (S25).
    ///
    /// - Returns: The call; nil: it was cancelled before it was made, or will not be made.
    mutating func begin(_ name: CallSlot.Name, _ worker: Worker, at now: Timestamp) -> PluginCall? {
        guard slots.contains(name), !slots.isCancelled(name.node), !isBroken, let request = request(of: name.node) else { return nil }
        let limit = limit(of: name, from: now)
        slots.begin(name.node, by: worker, at: now, until: limit)
        if let (time, _) = limit { timers.limit(at: time) }
        return PluginCall(
            name, request, began: now, deadline: limit?.time, groupRun: machine.groupRun(of: name.node), worker: worker)
    }

    // These two are put where they are used, because whoever calls them otherwise copies the whole state.

    @inline(__always) private func request(of node: Int) -> (any Sendable)? {
        run.request(of: node) ?? bound[node]
    }

    /// The earlier of the timeout of the attempt and the deadline of the action; a probe has a timeout of its own.
    @inline(__always) private func limit(of name: CallSlot.Name, from began: Timestamp) -> (time: Timestamp, reason: Event.CutReason)? {
        let node = name.node
        if name.isProbe { return (began + (run.shape.timeout(of: node) ?? Node.Action.defaultTimeout), .timeout) }
        let timeout = run.shape.timeout(of: node).map { began + $0 }
        guard let deadline = machine.deadline(of: node) else { return timeout.map { ($0, .timeout) } }
        guard let timeout, timeout < deadline else { return (deadline, .deadline) }
        return (timeout, .timeout)
    }

    private mutating func set(_ limit: CallSlot.Limit, of name: CallSlot.Name, at time: Timestamp) {
        slots.change(name.node) { $0.limit = (time, limit) }
        timers.limit(at: time)
    }

    /// S43: the deadline of a call under way has moved.
    mutating func limitAnew(_ slot: CallSlot) {
        guard slot.worker != nil, !slot.isCancelled else { return }
        slots.change(slot.name.node) { $0.limit = nil }
        if let (time, reason) = limit(of: slot.name, from: slot.began) { set(.overdue(reason), of: slot.name, at: time) }
    }

    /// S43: a deadline that stands still cuts nothing off, but the timeout of a call does not stand still.
    private mutating func limitByTimeout(_ name: CallSlot.Name) {
        guard let slot = slots[name], !slot.isCancelled, slot.limit == nil, let timeout = run.shape.timeout(of: name.node) else { return }
        set(.overdue(.timeout), of: name, at: slot.began + timeout)
    }

    /// A call has ended.
    ///
    /// - Parameters:
    ///   - name: The call.
    ///   - ended: What came of it; nil: it was not made.
    ///   - waiter: The worker that made it.
    mutating func finish(_ name: CallSlot.Name, _ ended: CallEnded?, for waiter: Waiter, at now: Timestamp) {
        guard slots.contains(name) else {
            guard let ended else { return end(waiter, with: .stored(nil)) }
            // S26: it had been given up.
            return handIn(.lateAnswer(node: name.node, attempt: name.attempt, ended.outcome), for: waiter, at: now)
        }
        slots.remove(name.node)
        handIn(.ended(ended ?? Self.notMade(name)), for: waiter, at: now)
    }

    /// A plugin has been asked what an attempt did.
    ///
    /// - Parameters:
    ///   - name: The call.
    ///   - answer: What it said; nil: it was not asked.
    ///   - waiter: The worker that asked.
    mutating func finishProbe(_ name: CallSlot.Name, _ answer: ProbeAnswer?, for waiter: Waiter, at now: Timestamp) {
        guard slots.contains(name) else { return end(waiter, with: .stored(nil)) }
        slots.remove(name.node)
        handIn(.probeAnswered(node: name.node, attempt: name.attempt, answer ?? .unknown), for: waiter, at: now)
    }

    private static func notMade(_ name: CallSlot.Name) -> CallEnded {
        let failure = Failure(.cancelled, "The call was cancelled before it was made. Nothing was asked of the plugin.")
        return CallEnded(node: name.node, attempt: name.attempt, outcome: .failure(failure), wasCancelled: true)
    }

    /// A call could not be begun, because no thread was to be had for it.
    mutating func refuse(_ name: CallSlot.Name, _ error: any Error, at now: Timestamp) {
        let failure = Failure(.noThreadLeft, "\(error)")
        guard !name.isProbe else { return finishProbe(name, nil, for: .nobody, at: now) }
        finish(name, CallEnded(node: name.node, attempt: name.attempt, outcome: .failure(failure)), for: .nobody, at: now)
    }

    /// Cancels a call; after the grace period it is given up (S26).
    ///
    /// The grace period begins now, since a call that was not made yet ends at once.
    mutating func cancel(_ name: CallSlot.Name, at now: Timestamp) {
        guard let slot = slots[name], !slot.isCancelled else { return }
        slots.change(name.node) { $0.isCancelled = true }
        set(.graceIsOver, of: name, at: now + options.gracePeriod)
        if let worker = slot.worker { also { $0.others.append(.cancel(worker)) } }
        #if MUTATIONS
            if Mutation.overlappingAttempts.isPlanted, slot.worker != nil, !name.isProbe {
                finish(name, nil, for: .nobody, at: now)
            }
        #endif
    }

    /// Cancels every call.
    mutating func cancelAll(at now: Timestamp) {
        for slot in slots.all { cancel(slot.name, at: now) }
    }

    /// The watchdog has called: does what is due.
    mutating func handleDue(at now: Timestamp) {
        timers.disarm()
        while timers.isTimeToLook(at: now) {
            for slot in slots.due(at: now) { handle(slot.limit, of: slot.name, at: now) }
            if let next = slots.nextLimit { timers.limit(at: next) }
        }
        while let node = timers.popWake(at: now) {
            if !isBroken { handIn(.due(node: node), for: .nobody, at: now) }
        }
    }

    private mutating func handle(_ limit: (time: Timestamp, kind: CallSlot.Limit)?, of name: CallSlot.Name, at now: Timestamp) {
        // What was due before may have ended this call, or changed its limit.
        guard let limit, let slot = slots[name], slot.limit?.time == limit.time else { return }
        switch limit.kind {
        case .overdue(let reason):
            slots.change(name.node) { $0.limit = nil }
            // Without its lease the machine decides nothing more, but a call still has its limit; and so has a probe.
            if !isBroken || fault?.code == .storageFault, !name.isProbe {
                handIn(.overdue(node: name.node, attempt: name.attempt, reason), for: .nobody, at: now)
                if reason == .deadline { limitByTimeout(name) }
            } else {
                cancel(name, at: now)
            }
        case .graceIsOver:
            slots.remove(name.node)
            if let worker = slot.worker { also { $0.others.append(.abandon(worker)) } }
            let (node, attempt) = (name.node, name.attempt)
            handIn(
                name.isProbe ? .probeAnswered(node: node, attempt: attempt, .unknown) : .abandoned(node: node, attempt: attempt), for: .nobody,
                at: now)
        }
    }
}
