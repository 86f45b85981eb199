/// Calls: their beginnings, limits, cancellations and ends.
extension RunDriver.State {
    /// What a worker needs for a call.
    struct Assignment {
        /// What the plugin is asked, decoded.
        var request: any Sendable
        /// When the call will be cancelled by itself.
        var deadline: Timestamp?
        /// Of a check: which run of its group it belongs to.
        var groupRun: String?
    }

    /// A worker begins a call: its time counts from now on (S25).
    ///
    /// - Returns: What it needs; nil: the call was cancelled before it was made, or will not be made.
    mutating func begin(_ name: CallSlot.Name, _ worker: Worker, at now: Timestamp) -> Assignment? {
        guard let slot = slots[name.node], slot.name == name, !slot.isCancelled, fault == nil, let request = request(of: name.node) else {
            return nil
        }
        slots[name.node]?.worker = worker
        slots[name.node]?.began = now
        let limit = limit(of: name, from: now)
        if let (time, reason) = limit { slots[name.node]?.timer = timers.limit(.overdue(name, reason), at: time) }
        return Assignment(request: request, deadline: limit?.time, groupRun: machine.groupRun(of: name.node))
    }

    private func request(of node: Int) -> (any Sendable)? {
        run.request(of: node) ?? bound[node]
    }

    /// The earlier of the timeout of the attempt and the deadline of the action; a probe has a timeout of its own.
    private func limit(of name: CallSlot.Name, from began: Timestamp) -> (time: Timestamp, reason: Event.CutReason)? {
        let node = name.node
        if name.isProbe { return (began + (run.shape.timeout(of: node) ?? Node.Action.defaultTimeout), .timeout) }
        let timeout = run.shape.timeout(of: node).map { began + $0 }
        guard let deadline = machine.deadline(of: node) else { return timeout.map { ($0, .timeout) } }
        guard let timeout, timeout < deadline else { return (deadline, .deadline) }
        return (timeout, .timeout)
    }

    /// S43: the deadline of a call under way has moved.
    mutating func limitAnew(_ slot: CallSlot) {
        guard slot.worker != nil, !slot.isCancelled else { return }
        if let timer = slot.timer { timers.drop(timer) }
        let limit = limit(of: slot.name, from: slot.began)
        let timer = limit.map { timers.limit(.overdue(slot.name, $0.reason), at: $0.time) }
        slots[slot.name.node]?.timer = timer
    }

    /// S43: a deadline that stands still cuts nothing off, but the timeout of a call does not stand still.
    private mutating func limitByTimeout(_ name: CallSlot.Name) {
        guard let slot = slots[name.node], slot.name == name, !slot.isCancelled, slot.timer == nil, let timeout = run.shape.timeout(of: name.node)
        else { return }
        slots[name.node]?.timer = timers.limit(.overdue(name, .timeout), at: slot.began + timeout)
    }

    /// A call has ended; `nil`: it was not made.
    ///
    /// - Parameters:
    ///   - name: The call.
    ///   - result: What came of it.
    ///   - waiter: The worker that made it.
    mutating func finish(_ name: CallSlot.Name, _ result: PluginCall.Result?, for waiter: Waiter, at now: Timestamp) {
        guard let slot = slots[name.node], slot.name == name else {
            guard let result, !name.isProbe else { return end(waiter, with: .stored(nil)) }
            // S26: it had been given up.
            return handIn(.lateAnswer(node: name.node, attempt: name.attempt, result.outcome), for: waiter, at: now)
        }
        if let timer = slot.timer { timers.drop(timer) }
        slots[name.node] = nil
        guard !name.isProbe else {
            return handIn(.probeAnswered(node: name.node, attempt: name.attempt, result?.probe ?? .unknown), for: waiter, at: now)
        }
        let call = CallEnded(
            node: name.node, attempt: name.attempt, outcome: result?.outcome ?? .failure(Self.notMade), wasCancelled: result?.wasCancelled ?? true,
            output: result?.output)
        handIn(.ended(call), for: waiter, at: now)
    }

    private static let notMade = Failure(.cancelled, "The call was cancelled before it was made. Nothing was asked of the plugin.")

    /// A call could not be begun, because no thread was to be had for it.
    mutating func refuse(_ name: CallSlot.Name, _ error: any Error, at now: Timestamp) {
        let failure = Failure(.noThreadLeft, "\(error)")
        finish(name, PluginCall.Result(outcome: .failure(failure), wasCancelled: false, output: nil), for: .nobody, at: now)
    }

    /// Cancels a call; after the grace period it is given up (S26).
    ///
    /// The grace period begins now, since a call that was not made yet ends at once.
    mutating func cancel(_ name: CallSlot.Name, at now: Timestamp) {
        guard let slot = slots[name.node], slot.name == name, !slot.isCancelled else { return }
        slots[name.node]?.isCancelled = true
        if let timer = slot.timer { timers.drop(timer) }
        slots[name.node]?.timer = timers.limit(.graceIsOver(name), at: now + options.gracePeriod)
        if let worker = slot.worker { also { $0.cancelled.append(worker) } }
        #if MUTATIONS
            if Mutation.overlappingAttempts.isPlanted, slot.worker != nil, !name.isProbe {
                finish(name, PluginCall.Result(outcome: .failure(Self.notMade), wasCancelled: true, output: nil), for: .nobody, at: now)
            }
        #endif
    }

    /// Cancels every call.
    mutating func cancelAll(at now: Timestamp) {
        for slot in slots.values.sorted(by: { $0.name.serial < $1.name.serial }) { cancel(slot.name, at: now) }
    }

    /// Something is due.
    mutating func handle(_ due: RunTimers.Due, at now: Timestamp) {
        switch due {
        case .wake(let node):
            guard fault == nil else { return }
            handIn(.due(node: node), for: .nobody, at: now)
        case .overdue(let name, let reason):
            guard slots[name.node]?.name == name else { return }
            slots[name.node]?.timer = nil
            // Without its lease the machine decides nothing more, but a call still has its limit; and so has a probe.
            if fault == nil || fault?.code == .storageFault, !name.isProbe {
                handIn(.overdue(node: name.node, attempt: name.attempt, reason), for: .nobody, at: now)
                if reason == .deadline { limitByTimeout(name) }
            } else {
                cancel(name, at: now)
            }
        case .graceIsOver(let name):
            guard let slot = slots[name.node], slot.name == name else { return }
            slots[name.node] = nil
            if let worker = slot.worker { also { $0.abandoned.append(worker) } }
            let (node, attempt) = (name.node, name.attempt)
            handIn(
                name.isProbe ? .probeAnswered(node: node, attempt: attempt, .unknown) : .abandoned(node: node, attempt: attempt), for: .nobody,
                at: now)
        }
    }
}
