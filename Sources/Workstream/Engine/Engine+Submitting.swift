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
        let (prepared, digest) = try await Self.prepare(plan, with: registry)
        try checkOpen()
        try checkAvailable(prepared.plan)
        let id = RunID(context.environment.uuid())
        let now = context.environment.now()
        let event = Event(
            number: 1, time: now, node: 0, kind: .submitted(.init(seed: context.environment.randomSeed(), digest: digest.description)))
        let head = RunHead(of: prepared.plan, id: id, submitted: now)
        let creation = try await withStorage { try await $0.create(NewRun(id: id, plan: StoredPlan(prepared.plan), event: event, head: head)) }
        if case .exists(let other) = creation {
            guard activeKey == .useExisting else { throw EngineError.keyActive(other, plan) }
            return other
        }
        if entries[id] == nil, case .open = phase { entries[id] = .submitted(prepared) }
        return id
    }

    /// Validates a plan, away from the engine: a large one takes its time.
    @concurrent private static func prepare(_ plan: Plan, with registry: PluginRegistry) async throws -> (PreparedPlan, Digest) {
        (try plan.prepared(with: registry), try plan.digest)
    }

    private func checkAvailable(_ plan: Plan) throws(EngineError) {
        guard !unavailable.isEmpty else { return }
        let used = Set(plan.nodes.compactMap { $0.action?.plugin })
        let faults = used.sorted().compactMap { name in unavailable[name].map { "The plugin \"\(name)\" is unavailable: \($0)" } }
        guard faults.isEmpty else { throw .unavailable(plan.name, faults) }
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
        _ = try await load(id, starting: true)
    }

    /// Acquires a run and makes its driver, once, however many ask.
    ///
    /// - Parameter mustStart: Whether the run is started before others can do anything to it.
    func load(_ id: RunID, starting mustStart: Bool) async throws -> RunDriver {
        var prepared: PreparedPlan?
        switch entries[id] {
        case .driven(let driver):
            // Whoever loaded it may have done so to stop it.
            if mustStart { try await driver.start() }
            return driver
        case .starting(let starting):
            let driver = try await starting.wait()
            if mustStart, !starting.isStart { try await driver.start() }
            return driver
        case .submitted(let plan): prepared = plan
        case nil: break
        }
        // Unstructured, since a run that is half started must become one that is started, also when the caller is cancelled; and others may wait for it.
        let outcome = Lock<Result<RunDriver, any Error>?>(nil)
        let task = context.environment.spawn("workstream start") { [prepared] in
            let result: Result<RunDriver, any Error>
            do { result = .success(try await self.load(id, prepared, starting: mustStart)) } catch { result = .failure(error) }
            outcome.withLock { $0 = result }
        }
        let starting = Starting(isStart: mustStart, task: task, outcome: outcome)
        entries[id] = .starting(starting)
        return try await starting.wait()
    }

    private func load(_ id: RunID, _ prepared: PreparedPlan?, starting mustStart: Bool) async throws -> RunDriver {
        do {
            let driver = try await driver(of: id, prepared)
            if mustStart { try await driver.start() }
            return driver
        } catch {
            if case .starting = entries[id] { entries[id] = prepared.map { .submitted($0) } }
            // One that could not be stored can be started again as soon as this start is over.
            if case .driven(let driver) = entries[id] { try? await driver.feed.waitForEnd() }
            throw error
        }
    }

    /// Acquires a run, and makes its driver.
    private func driver(of id: RunID, _ prepared: PreparedPlan?) async throws -> RunDriver {
        let asked = context.environment.now()
        let lease = try await context.leases.acquire(id, for: owner)
        do {
            let run = try await loaded(id, prepared)
            let (state, head) = try await context.storage.fold(of: id, in: run.index, run.shape)
            guard !state.status.isFinal else { throw EngineError.ended(id, state.status) }
            guard state.status == .notStarted else { throw EngineError.notDriven(id) }
            guard case .open = phase else { throw EngineError.closed() }
            let driver = RunDriver(run, state: state, head: head, lease: lease, engine: context, feed: feed(of: id)) { [weak self] end in
                await self?.ended(id, end)
            }
            context.leases.keep(lease, askedAt: asked) { [weak driver] error in driver?.fail(.leaseLost(id, error), cancelling: true) }
            entries[id] = .driven(driver)
            return driver
        } catch {
            try? await context.storage.release([lease])
            throw error
        }
    }

    /// Makes a run ready, away from the engine: a large one takes its time.
    @concurrent private nonisolated func loaded(_ id: RunID, _ prepared: PreparedPlan?) async throws -> LoadedRun {
        let plan: Plan
        if let prepared { plan = prepared.plan } else { plan = try await context.storage.definition(of: id).plan }
        return try LoadedRun(
            id, plan: plan, bindings: prepared?.bindings ?? BindingPlan(plan), requests: prepared?.requests ?? [:], registry: registry,
            unavailable: unavailable)
    }

    /// A run is driven no more.
    ///
    /// Its lease is given back first, so that whoever waited finds the run free.
    private func ended(_ id: RunID, _ end: RunFeed.End) async {
        await context.leases.release(id)
        entries[id] = nil
        feeds.removeValue(forKey: id)?.finish(end)
    }
}
