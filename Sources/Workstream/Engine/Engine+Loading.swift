/// Taking runs up, to drive them.
extension Engine {
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
            let (run, state, head) = try await loaded(id, prepared)
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
    @concurrent private nonisolated func loaded(_ id: RunID, _ prepared: PreparedPlan?) async throws -> (LoadedRun, RunState, RunHead) {
        let stored = if let prepared { prepared.plan } else { try await context.storage.definition(of: id).plan }
        let plan = try CompiledPlan(stored, of: id, bindings: prepared?.bindings, registry: registry)
        let (state, head) = try await context.storage.fold(of: id, in: plan.index, plan.shape)
        let run = try LoadedRun(id, plan, state: state, requests: prepared?.requests ?? [:], registry: registry, unavailable: unavailable)
        return (run, state, head)
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
