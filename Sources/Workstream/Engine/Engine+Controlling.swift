/// What people do to a run that is going.
///
/// Every function returns as soon as what was asked for is stored; what follows from it shows in the run. All of them throw `EngineError` with code `.ended`
/// for a run that has ended, `.notDriven` for one that another engine drives, `.storageFault` when it could not be stored, and what the storage throws.
extension Engine {
    /// Stops a run (S42).
    ///
    /// The run ends *stopped*, unless it had failed before or fails in its deferred work. A later stop may only be harder; a softer one changes nothing. A run
    /// that has not started ends at once.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - strength: How hard.
    ///   - author: Who stops it, as it is recorded.
    ///   - reason: Why, as it is recorded.
    public func stop(_ id: Run.ID, _ strength: StopStrength = .finishActions, by author: String, because reason: String = "") async throws {
        let asked = Event.Asked(by: author, because: reason)
        try await driver(toControl: id, mayBeNew: true).ask(.stop(strength.cut, asked))
    }

    /// Pauses a run: nothing new begins, continuous checks excepted; attempts in flight finish (S43).
    ///
    /// The pause is stored, and lasts until somebody resumes or stops the run. Pausing a paused run changes nothing.
    ///
    /// - Throws: `EngineError` with code `.notRunning` for a run that has not started.
    public func pause(_ id: Run.ID, by author: String, because reason: String = "") async throws {
        try await driver(toControl: id).ask(.pause(.init(by: author, because: reason)))
    }

    /// Lets a paused run go on (S43).
    ///
    /// A gate that had not been passed is passed again as a whole; a body that had begun goes on once its continuous checks have passed again. Deadlines move
    /// by the length of the pause. Resuming a run that is not paused changes nothing.
    public func resume(_ id: Run.ID, by author: String, because reason: String = "") async throws {
        try await driver(toControl: id).ask(.resume(.init(by: author, because: reason)))
    }

    /// Holds a run: like a pause, but it is this engine's, is not stored, and ends with the engine (S44).
    public func hold(_ id: Run.ID, because reason: String) async throws {
        try await driver(toControl: id).ask(.hold(reason))
    }

    /// Lets a held run go on (S44).
    public func release(_ id: Run.ID) async throws {
        try await driver(toControl: id).ask(.release)
    }

    /// Holds every run that is under way here (S44).
    ///
    /// - Returns: The runs.
    @discardableResult
    public func holdAll(because reason: String) async throws -> [Run.ID] {
        try checkOpen()
        var held: [Run.ID] = []
        for id in entries.keys.sorted() {
            guard case .driven(let driver) = entries[id] else { continue }
            // One that ends meanwhile needs no hold.
            do { try await driver.ask(.hold(reason)) } catch let error as EngineError where error.code == .ended { continue }
            held.append(id)
        }
        return held
    }

    /// Decides what becomes of an action whose last call did nobody knows what (S34).
    ///
    /// When it throws `.storageFault`, the decision may have been taken all the same, and what it led to may have happened: look at the run, and at the
    /// target, before you decide again.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - path: The path of the action.
    ///   - decision: What becomes of it.
    ///   - author: Who decides, as it is recorded.
    ///   - reason: Why, as it is recorded.
    /// - Throws: `EngineError` with code `.notUnresolved` when no such action waits for a decision, `.unusableDecision` when the response is none of the
    ///   action's plugin.
    public func decide(_ id: Run.ID, _ path: NodePath, _ decision: Decision, by author: String, because reason: String = "") async throws {
        let driver = try driver(toControl: id)
        guard let node = driver.run.index.node(at: path) else { throw EngineError.notUnresolved(id, path) }
        let verdict = try driver.run.verdict(decision, of: node, at: path, limit: context.options.limits.response)
        let asked = Event.Asked(by: author, because: reason)
        try await driver.ask(.decision(node: node, verdict, asked)) { state in
            state.machine.isUnresolved(node) ? nil : .notUnresolved(id, path)
        }
    }

    private func driver(toControl id: RunID) throws -> RunDriver {
        try checkOpen()
        switch entries[id] {
        case .driven(let driver): return driver
        case .submitted, .starting: throw EngineError.notRunning(id)
        case .halted(let halt): throw halt.error
        case nil: throw EngineError.notDriven(id)
        }
    }

    /// The driver of a run, which need not have been started.
    private func driver(toControl id: RunID, mayBeNew: Bool) async throws -> RunDriver {
        try checkOpen()
        if case .driven(let driver) = entries[id] { return driver }
        return try await load(id, .control)
    }
}

extension RunDriver {
    /// Hands in what somebody asks for, and waits until it is stored.
    ///
    /// - Parameters:
    ///   - input: What.
    ///   - fault: Why it cannot be done as things stand.
    func ask(_ input: Input, unless fault: @escaping @Sendable (borrowing State) -> EngineError? = { _ in nil }) async throws {
        let error = Lock<EngineError?>(nil)
        _ = await decide(nil) { state, waiter, now in
            let refusal = state.fault ?? state.refusal(of: input) ?? fault(state)
            guard let refusal else { return state.handIn(input, for: waiter, at: now) }
            error.withLock { $0 = refusal }
            state.end(waiter, with: .stored(nil))
        }
        if let error = error.withLock({ $0 }) { throw error }
        // A hold is not stored, so there is nothing that could have failed.
        if let fault = update({ state, _ in state.fault }), !input.isOfEngine { throw fault }
    }
}

extension RunDriver.State {
    /// Why nothing can be asked of the run.
    fileprivate func refusal(of input: Input) -> EngineError? {
        let status = machine.state.status
        if status.isFinal { return .ended(run.id, status) }
        switch input {
        case .start, .stop: return nil
        default: break
        }
        return status == .notStarted ? .notRunning(run.id) : nil
    }
}

extension Input {
    fileprivate var isOfEngine: Bool {
        switch self {
        case .hold, .release: true
        default: false
        }
    }
}

extension LoadedRun {
    /// What a decision means to the machine.
    ///
    /// - Throws: `EngineError` with code `.unusableDecision`.
    func verdict(_ decision: Decision, of node: Int, at path: NodePath, limit: Int) throws(EngineError) -> Event.Decided.Verdict {
        switch decision.kind {
        case .retry: return .retry
        case .failed(let reason): return .failed(reason)
        case .unusable(let reason): throw .unusableDecision(id, path, reason)
        case .completed(let response):
            guard let plugin = pluginIfNeeded(by: node) else { throw .notUnresolved(id, path) }
            do { try plugin.checkResponse(response) } catch { throw .unusableDecision(id, path, "\(error)") }
            return .completed(Payload(response, limit: limit))
        }
    }
}

/// Removing what nobody needs any more.
extension Engine {
    /// Deletes a run that has ended, or was never started, with all that belongs to it (S49).
    ///
    /// - Throws: `EngineError` with code `.unfinished` while it is under way here; `StorageError` with code `.owned` while another engine has it, `.unfinished`
    ///   when it was left unfinished, and what else the storage throws.
    public func delete(_ id: Run.ID) async throws {
        try checkOpen()
        switch entries[id] {
        case .driven, .starting: throw EngineError.unfinished(id)
        case .submitted, .halted, nil: break
        }
        try await withStorage { try await $0.delete(id) }
        entries[id] = nil
        feeds.removeValue(forKey: id)?.finish(.broken(.deleted(id)))
    }
}
