/// Taking up runs that were under way: when the engine opens, and when somebody asks for it.
extension Engine {
    /// How many runs are taken up at a time.
    private static let recoveriesAtOnce = 8

    /// Takes up a run that was under way: one that was left alone at the opening, whose faults were put right, whose storage failed, or that is free now.
    ///
    /// Plugins that could not be made ready are tried again. Outcomes that a storage fault kept from being stored are stored first (S67). A run that this engine
    /// drives already is left as it is; one whose calls are still awaited after a storage fault is taken up when they have ended. A run whose engine was away
    /// for too long comes up held (S64).
    ///
    /// - Returns: What became of it; also where it could not be taken up because it has faults, or another engine has it.
    /// - Throws: `EngineError` with code `.notRunning` for a run that has not started, `.storageFault` when it could not be stored that it goes on; what else the
    ///   storage throws.
    public func recover(_ id: Run.ID) async throws -> RecoveredRun {
        try checkOpen()
        let head = try await head(of: id)
        await prepareAgain()
        let recovered = await takeUp(head, hold: nil)
        if case .failed(let error) = recovered.fate { throw error }
        return recovered
    }

    /// Takes up the runs that are under way in the storage, the oldest first.
    func takeUpRuns(_ opening: Opening) async throws -> RecoveryReport {
        guard opening != .none else { return RecoveryReport() }
        let reason = opening == .hold ? "The engine was opened so that nothing goes on by itself." : nil
        let heads = try await headsUnderWay()
        let runs = await withTaskGroup(of: (Int, RecoveredRun).self) { group in
            var runs: [RecoveredRun?] = Array(repeating: nil, count: heads.count)
            for (place, head) in heads.enumerated() {
                if place >= Self.recoveriesAtOnce, let (place, run) = await group.next() { runs[place] = run }
                group.addTask(name: "workstream recovery") { (place, await self.takeUp(head, hold: reason)) }
            }
            for await (place, run) in group { runs[place] = run }
            return runs.compactMap(\.self)
        }
        return RecoveryReport(runs)
    }

    /// All heads first, because taking up a run changes the list.
    private func headsUnderWay() async throws -> [RunHead] {
        var heads: [RunHead] = []
        var cursor: Cursor?
        repeat {
            let page = try await context.storage.heads(matching: RunQuery(statuses: [.running]), after: cursor, limit: 500)
            heads += page.items
            cursor = page.next
        } while cursor != nil
        return heads.reversed()
    }

    private func takeUp(_ head: RunHead, hold reason: String?) async -> RecoveredRun {
        RecoveredRun(id: head.id, plan: head.plan, fate: await fate(of: head, hold: reason))
    }

    private func fate(of head: RunHead, hold reason: String?) async -> RecoveredRun.Fate {
        do {
            let driver = try await load(head.id, .recovery(hold: reason ?? ageFault(of: head)))
            if case .held(let reason) = driver.attention { return .held(reason: reason, faults: []) }
            return .resumed
        } catch let error as EngineError where error.code == .ended {
            return .finished
        } catch let error as EngineError where error.code == .cannotRun {
            return .held(reason: Self.unfitReason, faults: error.faults)
        } catch let error as StorageError where error.code == .owned {
            return .owned(by: error.holder, since: error.heldSince)
        } catch {
            return .failed(error)
        }
    }

    /// Why a run that cannot be driven is held, as far as that is the same for all.
    static let unfitReason = "This engine cannot drive the run."

    /// S64: why a run whose engine was away for too long is held.
    private func ageFault(of head: RunHead) -> String? {
        let away = context.environment.now() - head.lastSignOfLife
        guard let limit = context.options.recoveryLimit, away > limit else { return nil }
        return "Its engine was away for \(away), longer than \(limit). What it works on may have changed since: look, then release or stop it."
    }

    /// Plugins that could not be made ready may be by now.
    private func prepareAgain() async {
        let names = unavailablePlugins.keys.sorted()
        guard !names.isEmpty else { return }
        let faults = await registry.prepare(names, in: context)
        unavailable.withLock { unavailable in for name in names { unavailable[name] = faults[name] } }
    }
}
