/// What is asked of those who drive runs.
///
/// Every function returns as soon as the message is kept; what came of it shows in the run, and `Event.Asked` names the message. All of them throw `EngineError`
/// with code `.ended` for a run that has ended, and what the storage throws.
extension RunArchive {
    /// Asks for a run to be stopped (S42).
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - strength: How hard.
    ///   - author: Who stops it, as it is recorded.
    ///   - reason: Why, as it is recorded.
    public func stop(_ id: Run.ID, _ strength: StopStrength = .finishActions, by author: String, because reason: String = "") async throws {
        try await post(.stop(strength, by: author, because: reason), to: id)
    }

    /// Asks for a run to be paused (S43).
    public func pause(_ id: Run.ID, by author: String, because reason: String = "") async throws {
        try await post(.pause(by: author, because: reason), to: id)
    }

    /// Asks for a paused run to go on (S43).
    public func resume(_ id: Run.ID, by author: String, because reason: String = "") async throws {
        try await post(.resume(by: author, because: reason), to: id)
    }

    /// Decides what becomes of an action whose last call did nobody knows what (S34).
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - path: The path of the action.
    ///   - decision: What becomes of it. Its engine refuses a response that is none of the action's plugin, and the run then says so.
    ///   - author: Who decides, as it is recorded.
    ///   - reason: Why, as it is recorded.
    /// - Throws: `EngineError` with code `.notUnresolved` when no such action waits for a decision, `.unusableDecision` when the response cannot be encoded.
    public func decide(_ id: Run.ID, _ path: NodePath, _ decision: Decision, by author: String, because reason: String = "") async throws {
        if case .unusable(let fault) = decision.kind { throw EngineError.unusableDecision(id, path, fault) }
        let run = try await run(id)
        guard !run.status.isFinal else { throw EngineError.ended(id, run.status) }
        guard run.unresolved.contains(where: { $0.path == path }) else { throw EngineError.notUnresolved(id, path) }
        guard let message = Message.decision(path, decision, by: author, because: reason) else { return }
        try await storage.post(message, to: id)
    }

    private func post(_ message: Message, to id: RunID) async throws {
        guard let head = try await runs(matching: RunQuery(ids: [id]), limit: 1).items.first else { throw StorageError.notFound(id) }
        guard !head.status.isFinal else { throw EngineError.ended(id, head.status) }
        try await storage.post(message, to: id)
    }
}
