/// Submitting plans and starting runs.
extension Engine {
    /// Stores a plan as a run that can be started (S40).
    ///
    /// The plan is validated whole. What is stored has every default written out; the value is untouched, and can be submitted again. Nothing is started.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - activeKey: What is done when the plan has a key, and an unfinished run of the same name and key exists (S48).
    /// - Returns: The id of the run; that of the existing one where `activeKey` says so.
    /// - Throws: `InvalidPlan` with all faults, `EngineError` with code `.cannotRun` when a plugin is unavailable or `.keyActive`, and what the storage throws.
    public func submit(_ plan: Plan, whenKeyIsActive activeKey: ActiveKey = .refuse) async throws -> Run.ID {
        try checkOpen()
        return try await submit(try await Self.makeReady(plan, with: registry), whenKeyIsActive: activeKey)
    }

    /// Stores a plan that was made ready with the plugins of this engine.
    package func submit(_ ready: ReadyPlan, whenKeyIsActive activeKey: ActiveKey = .refuse) async throws -> Run.ID {
        try checkOpen()
        try checkAvailable(ready)
        let id = RunID(context.environment.uuid())
        let now = context.environment.now()
        let event = Event(
            number: 1, time: now, node: 0, kind: .submitted(.init(seed: context.environment.randomSeed(), digest: ready.digest.description)))
        let head = RunHead(of: ready.plan, id: id, submitted: now)
        let creation = try await withStorage { try await $0.create(NewRun(id: id, plan: StoredPlan(ready.plan), event: event, head: head)) }
        if case .exists(let other) = creation {
            guard activeKey == .useExisting else { throw EngineError.keyActive(other, ready.plan) }
            return other
        }
        if entries[id] == nil, case .open = phase { entries[id] = .submitted(ready) }
        return id
    }

    /// Validates and compiles a plan, away from the engine: a large one takes its time.
    @concurrent private static func makeReady(_ plan: Plan, with registry: PluginRegistry) async throws -> ReadyPlan {
        try ReadyPlan(try plan.prepared(with: registry), digest: try plan.digest, registry: registry)
    }

    private func checkAvailable(_ plan: ReadyPlan) throws(EngineError) {
        let unavailable = unavailablePlugins
        let faults = plan.plugins.sorted().compactMap { name in unavailable[name].map { "The plugin \"\(name)\" is unavailable: \($0)" } }
        guard faults.isEmpty else { throw .unavailable(plan.plan.name, faults) }
    }

    /// Starts a run that was submitted, here or by an engine before (S41).
    ///
    /// Returns as soon as the start is stored; the run then goes on by itself, whatever becomes of the caller. While the run is under way here, starting it
    /// again does nothing.
    ///
    /// - Throws: `EngineError` with code `.ended` for a run that has ended, `.notDriven` for one that another engine started, `.cannotRun` when a plugin is
    ///   missing; `StorageError` with code `.owned` while another engine has the run, and what else the storage throws.
    public func start(_ id: Run.ID) async throws {
        try checkOpen()
        _ = try await load(id, .start)
    }
}
