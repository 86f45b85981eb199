/// Those who watch runs, and what they read.
extension Engine {
    /// Those who watch a run, and those who will.
    func feed(of run: RunID) -> RunFeed {
        if let feed = feeds[run] { return feed }
        let feed = RunFeed()
        if case .closed = phase { feed.finish(.broken(.closed())) } else { feeds[run] = feed }
        return feed
    }

    /// The feed of a run, which is over where nothing will happen here any more: the run has ended, or another engine drives it.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - readStatus: Reads where the run stands, where somebody knows another way than by its head.
    /// - Throws: What the storage throws.
    func watchedFeed(of run: RunID, readStatus: (() async throws -> NodeStatus)? = nil) async throws -> RunFeed {
        let feed = feed(of: run)
        guard isAtRest(run) else { return feed }
        let status: NodeStatus
        do {
            status = if let readStatus { try await readStatus() } else { try await head(of: run).status }
        } catch let error as StorageError where error.code == .notFound {
            feeds[run] = nil
            throw error
        } catch {
            guard let fault = fault(of: run) else { throw error }
            // Its journal cannot be read, which is what everybody is told.
            feeds[run] = nil
            throw fault
        }
        // It may have been started here meanwhile, and even have ended.
        guard isAtRest(run), !feed.isOver, status != .notStarted else { return feed }
        feeds[run] = nil
        // Others may have begun to wait before another engine started it.
        feed.finish(status.isFinal ? .ended : .broken(fault(of: run) ?? .notDriven(run)))
        return feed
    }

    /// The head of a run.
    ///
    /// - Throws: What the storage throws.
    func head(of run: RunID) async throws -> RunHead {
        let page = try await withStorage { try await $0.heads(matching: RunQuery(ids: [run]), after: nil, limit: 1) }
        guard let head = page.items.first else { throw StorageError.notFound(run) }
        return head
    }

    /// Whether nothing will happen to a run here by itself.
    private func isAtRest(_ run: RunID) -> Bool {
        switch entries[run] {
        case .halted, nil: true
        case .submitted, .starting, .driven: false
        }
    }

    /// Why a run does not go on here.
    private func fault(of run: RunID) -> EngineError? {
        if case .halted(let halt) = entries[run] { halt.error } else { nil }
    }

    /// Reads or writes, for somebody who must be told of the end of the engine where the storage is closed meanwhile.
    func withStorage<Result: Sendable>(_ body: (any Storage) async throws -> Result) async throws -> Result {
        guard phase != .closed else { throw EngineError.closed() }
        do {
            return try await body(context.storage)
        } catch let error as StorageError where error.code == .closed && phase == .closed {
            throw EngineError.closed()
        }
    }
}
