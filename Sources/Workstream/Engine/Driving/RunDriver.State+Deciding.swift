/// From an input to events, and, once those are stored, to what is done.
extension RunDriver.State {
    /// Hands an input to the machine.
    mutating func handIn(_ input: Input, for waiter: Waiter, at now: Timestamp) {
        guard !isBroken else { return note(input, for: waiter, at: now) }
        decide(input, at: now)
        reserveCalls()
        let decision = Decision(number: machine.state.lastNumber, commands: step.commands, waiter: waiter)
        #if MUTATIONS
            if Mutation.intentStoredAfterCall.isPlanted {
                carryOut(Decision(number: decision.number, commands: step.commands.filter { $0.isBegin }, waiter: .nobody), at: now)
                return settle(Decision(number: decision.number, commands: step.commands.filter { !$0.isBegin }, waiter: waiter), at: now)
            }
        #endif
        settle(decision, at: now)
    }

    /// Does what a decision asks for, as soon as it is stored.
    private mutating func settle(_ decision: Decision, at now: Timestamp) {
        if decision.number > durable {
            guard let appender else { return queue(decision) }
            guard store(decision, with: appender, at: now) else { return }
        }
        if let own = carryOut(decision, at: now) { answer = .stored(begin(own, at: now)) }
    }

    /// Asks the machine what follows, and keeps it to be stored.
    private mutating func decide(_ input: Input, at now: Timestamp) {
        step.reset()
        machine.handle(input, at: now, into: &step)
        answerResolves(at: now)
        // By place, since an event is large enough for a copy to cost something.
        for place in step.events.indices { head.apply(step.events[place], in: run.shape) }
        // Mostly nothing else waits to be stored, and nothing needs to be moved.
        if unstored.isEmpty { swap(&unstored, &step.events) } else { unstored += step.events }
    }

    /// S67: after a storage fault nothing new is done, but what becomes of the calls under way is kept, to be stored when the run is taken up again.
    private mutating func note(_ input: Input, for waiter: Waiter, at now: Timestamp) {
        if fault?.code == .storageFault {
            decide(input, at: now)
            cancel(step.commands, at: now)
        }
        end(waiter, with: .faulted)
    }

    /// Cancels the calls that are to be cancelled: their limits have passed, and nothing else would end them.
    private mutating func cancel(_ commands: [Command], at now: Timestamp) {
        for case .cancel(let node, let attempt) in commands {
            if let slot = slots[node], slot.name.attempt == attempt { cancel(slot.name, at: now) }
        }
    }

    /// S28: bound values are filled in, and the answer is part of the same decision.
    private mutating func answerResolves(at now: Timestamp) {
        var place = 0
        while place < step.commands.count {
            if case .resolve(let node) = step.commands[place] {
                let (resolution, request) = run.resolve(node, responses: machine.state.responses, limit: options.limits.response)
                bound[node] = request
                machine.handle(.resolved(node: node, resolution), at: now, into: &step)
            }
            place += 1
        }
    }

    private mutating func reserveCalls() {
        for command in step.commands {
            switch command {
            case .begin(let node, let attempt): reserve(node, attempt, isProbe: false)
            case .probe(let node, let attempt): reserve(node, attempt, isProbe: true)
            default: break
            }
        }
    }

    private mutating func reserve(_ node: Int, _ attempt: Int, isProbe: Bool) {
        calls += 1
        slots.insert(.init(node: node, attempt: attempt, serial: calls, isProbe: isProbe))
    }

    /// A call that the one who leads is to go on with.
    struct OwnCall {
        /// Which.
        var name: CallSlot.Name
        /// Who leads.
        var worker: Worker
    }

    private mutating func queue(_ decision: Decision) {
        if isStoring || unstored.isEmpty { decisions.append(decision) } else { lead(decision) }
    }

    /// Does what a decision asks for, now that it is stored.
    ///
    /// - Parameters:
    ///   - decision: The decision.
    ///   - now: The present moment, which may be long after the decision.
    /// - Returns: The call that the one who leads goes on with, where the decision was its own.
    @discardableResult
    mutating func carryOut(_ decision: Decision, at now: Timestamp) -> OwnCall? {
        var own: CallSlot.Name?
        var mayTake = decision.waiter.worker.map { !$0.isCancelled } ?? false
        if let first = decision.first { carryOut(first, at: now, own: &own, mayTake: &mayTake) }
        for command in decision.rest { carryOut(command, at: now, own: &own, mayTake: &mayTake) }
        if let own, case .leading = decision.waiter.way, let worker = decision.waiter.worker { return OwnCall(name: own, worker: worker) }
        end(decision.waiter, with: .stored(own.map { .reserved($0) }))
        return nil
    }

    /// Begins a call for a worker that is there; the others begin when they run, since the time of a call counts from then on.
    mutating func begin(_ own: OwnCall, at now: Timestamp) -> NextCall {
        .begun(own.name, begin(own.name, own.worker, at: now))
    }

    private mutating func carryOut(_ command: Command, at now: Timestamp, own: inout CallSlot.Name?, mayTake: inout Bool) {
        switch command {
        case .resolve:
            break
        case .begin(let node, let attempt), .probe(let node, let attempt):
            // A call that was cut off before it was made may have left its place to a probe, which is begun by its own command.
            guard let name = slots.name(of: node), name.attempt == attempt, name.isProbe == command.isProbe else { break }
            if mayTake {
                own = name
                mayTake = false
            } else {
                also { $0.begun.append(name) }
            }
        case .cancel(let node, let attempt):
            if let slot = slots[node], slot.name.attempt == attempt { cancel(slot.name, at: now) }
        case .limit(let node, let attempt):
            if let slot = slots[node], slot.name.attempt == attempt { limitAnew(slot) }
        case .wake(let node, let time):
            timers.wake(node, at: time)
        case .finish:
            isFinished = true
        }
    }

    /// Ends a wait.
    mutating func end(_ waiter: Waiter, with turn: RunDriver.State.Turn) {
        switch waiter.way {
        case .none: break
        case .resumed(let continuation): also { $0.turns.append((continuation, turn)) }
        case .leading: answer = turn
        }
    }

    /// Nothing more is decided or stored.
    ///
    /// - Parameters:
    ///   - error: Why.
    ///   - cancelling: Whether calls under way are cancelled.
    ///   - now: The present moment.
    mutating func fail(_ error: EngineError, cancelling: Bool, at now: Timestamp) {
        breakOff(error, at: now)
        if cancelling { cancelAll(at: now) }
    }

    private mutating func breakOff(_ error: EngineError, at now: Timestamp) {
        guard !isBroken else { return }
        fault = error
        var dropped: [Command] = []
        while let decision = leading.take() ?? decisions.popFirst() {
            if let first = decision.first { dropped.append(first) }
            dropped += decision.rest
            end(decision.waiter, with: .faulted)
        }
        // Calls that were never begun will not be; those under way are awaited.
        for slot in slots.all where slot.worker == nil {
            slots.remove(slot.name.node)
            if !slot.name.isProbe { unmade.append(slot.name) }
        }
        if error.code == .storageFault {
            cancel(dropped, at: now)
            decide(.shutdown, at: now)
        }
    }
}

extension Command {
    /// Whether a plugin is asked what a call did.
    fileprivate var isProbe: Bool { if case .probe = self { true } else { false } }
}

#if MUTATIONS
    extension Command {
        /// Whether a call is to be made.
        fileprivate var isBegin: Bool { if case .begin = self { true } else { false } }
    }
#endif
