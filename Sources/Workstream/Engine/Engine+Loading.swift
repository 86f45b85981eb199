/// Taking runs up, to drive them.
extension Engine {
    /// What a run is taken up for.
    enum Purpose: Sendable {
        /// It is to be started.
        case start
        /// It has not started, and something is to be done to it all the same.
        case control
        /// It was under way, and goes on, or is held for this reason.
        case recovery(hold: String?)

        /// Whether the run is under way as soon as it is taken up.
        var startsRun: Bool { if case .control = self { false } else { true } }

        /// Whether it may be tried although the run could not go on before; a start that could not be stored may be tried again.
        func goesOn(after halt: Halt) -> Bool {
            switch self {
            case .recovery: true
            case .start: halt.remains != nil
            case .control: false
            }
        }
    }

    /// Acquires a run and makes its driver, once, however many ask.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - purpose: What for; that is done before others can do anything to the run.
    func load(_ id: RunID, _ purpose: Purpose) async throws -> RunDriver {
        let source = entries[id]
        switch source {
        case .driven(let driver):
            if case .recovery = purpose, driver.isBroken {
                // Its calls are awaited after the fault, and only then it can be taken up (S67).
                try? await driver.feed.waitForEnd()
                try Task.checkCancellation()
                return try await load(id, purpose)
            }
            // Whoever loaded it may have done so to stop it.
            if case .start = purpose { try await driver.start() }
            return driver
        case .starting(let starting):
            let driver = try await starting.wait()
            if case .start = purpose, !starting.startsRun { try await driver.start() }
            return driver
        case .halted(let halt):
            guard purpose.goesOn(after: halt) else { throw halt.error }
        case .submitted, nil: break
        }
        // Unstructured, since a run that is half started must become one that is started, also when the caller is cancelled; and others may wait for it.
        let outcome = Lock<Result<RunDriver, any Error>?>(nil)
        let task = context.environment.spawn("workstream start") {
            let result: Result<RunDriver, any Error>
            do { result = .success(try await self.load(id, from: source, purpose)) } catch { result = .failure(error) }
            outcome.withLock { $0 = result }
        }
        let starting = Starting(startsRun: purpose.startsRun, task: task, outcome: outcome)
        entries[id] = .starting(starting)
        return try await starting.wait()
    }

    private func load(_ id: RunID, from source: Entry?, _ purpose: Purpose) async throws -> RunDriver {
        do {
            let (driver, standing) = try await driver(of: id, from: source, purpose)
            switch purpose {
            case .recovery(let reason): try await driver.recover(hold: reason, from: standing)
            // What could not be stored of an earlier start goes on with this one.
            case .start where driver.isUnderWay: try await driver.recover(hold: nil, from: standing)
            case .start: try await driver.start()
            case .control: break
            }
            return driver
        } catch {
            let error = Self.asFault(error, of: id)
            switch entries[id] {
            case .starting:
                entries[id] = Self.entry(after: error, source, purpose)
                // Somebody may have begun to wait because it looked as if something would happen here.
                if let feed = feeds[id], (try? await watchedFeed(of: id)) == nil {
                    feeds[id] = nil
                    feed.finish(.broken(error as? EngineError ?? .notDriven(id)))
                }
            // Whoever tries again as soon as this one is told finds the run free.
            case .driven(let driver): try? await driver.feed.waitForEnd()
            default: break
            }
            throw error
        }
    }

    /// S66: a run that cannot be read has a fault, like one whose plugin is missing.
    private static func asFault(_ error: any Error, of id: RunID) -> any Error {
        guard let error = error as? StorageError, [.damaged, .newerFormat].contains(error.code) else { return error }
        return EngineError.cannotRun(id, [error.message], cause: error)
    }

    /// What the engine knows of a run that could not be taken up.
    private static func entry(after error: any Error, _ source: Entry?, _ purpose: Purpose) -> Entry? {
        guard case .recovery = purpose, let error = error as? EngineError, error.code == .cannotRun else { return source }
        var halt = Halt(error: error)
        if case .halted(let earlier) = source { halt.remains = earlier.remains }
        return .halted(halt)
    }

    /// Acquires a run, and makes its driver.
    ///
    /// - Returns: The driver, and where the run stands.
    private func driver(of id: RunID, from source: Entry?, _ purpose: Purpose) async throws -> (RunDriver, RunStanding) {
        let asked = context.environment.now()
        let lease = try await context.leases.acquire(id, for: owner)
        do {
            let (run, standing) = try await loaded(id, from: source, lostAfter: lost[id], as: lease)
            let status = standing.state.status
            guard !status.isFinal else { throw EngineError.ended(id, status) }
            switch purpose {
            case .recovery where status == .notStarted: throw EngineError.notRunning(id)
            case .start where status == .running && !standing.isKnown, .control where status == .running: throw EngineError.notDriven(id)
            default: break
            }
            guard case .open = phase else { throw EngineError.closed() }
            let driver = RunDriver(run, at: standing, lease: lease, engine: context, feed: feed(of: id)) {
                [weak self] end in await self?.ended(id, end)
            }
            context.leases.keep(lease, askedAt: asked) { [weak driver] error in driver?.fail(.leaseLost(id, error), cancelling: true) }
            entries[id] = .driven(driver)
            context.messages.follow(id, after: standing.state.lastMessage) { [weak driver] in driver?.receive($0) }
            lost[id] = nil
            return (driver, standing)
        } catch {
            try? await context.storage.release([lease])
            throw error
        }
    }

    /// Makes a run ready, away from the engine: a large one takes its time.
    @concurrent private nonisolated func loaded(
        _ id: RunID, from source: Entry?, lostAfter number: Int?, as lease: Lease
    ) async throws -> (LoadedRun, RunStanding) {
        var ready: ReadyPlan?
        var remains: RunDriver.Remains?
        switch source {
        case .submitted(let plan): ready = plan
        case .halted(let halt): remains = halt.remains
        default: break
        }
        let plan: CompiledPlan
        if let ready {
            plan = ready.compiled
        } else {
            plan = try CompiledPlan(try await context.storage.definition(of: id).plan, of: id, registry: registry)
        }
        let standing = try await context.storage.standing(of: id, plan, remains: remains, lostAfter: number, as: lease)
        if let ready, standing.state.status == .notStarted {
            return (try LoadedRun(id, ready, registry: registry, unavailable: unavailablePlugins), standing)
        }
        // What has ended needs no plugins.
        return (try LoadedRun(id, plan, state: standing.state, registry: registry, unavailable: unavailablePlugins), standing)
    }

    /// A run is driven no more.
    ///
    /// Its lease is given back first, so that whoever waited finds the run free.
    private func ended(_ id: RunID, _ end: RunFeed.End) async {
        context.messages.forget(id)
        await context.leases.release(id)
        if case .broken(let error) = end, case .driven(let driver) = entries[id] {
            entries[id] = driver.remains.map { .halted(Halt(error: error, remains: $0)) }
            if entries[id] == nil { lost[id] = driver.lastStored }
        } else {
            entries[id] = nil
        }
        feeds.removeValue(forKey: id)?.finish(end)
    }
}
