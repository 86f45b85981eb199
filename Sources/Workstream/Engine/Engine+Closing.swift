/// The end of an engine.
extension Engine {
    /// Shuts the engine down gracefully (S45).
    ///
    /// Nothing new starts. Calls under way may finish within the limit, are then cancelled, and are given up after the grace period. What was cut off stays
    /// without an outcome. When this returns, everything is stored, all leases are given back, and the storage is closed.
    ///
    /// A call beside a shutdown under way waits for the end of that one, and may bring its limit forward, never back: `shutdown(within: .zero)` cancels what is
    /// still under way at once.
    ///
    /// - Parameter limit: How long calls may take to finish by themselves; 30 seconds.
    /// - Throws: What the storage throws when it cannot be closed; only to the call that began the shutdown.
    public func shutdown(within limit: Duration = .seconds(30)) async throws {
        let isFirst = phase == .open
        guard phase != .closed else { return }
        phase = .closing
        await endRuns(by: context.environment.now() + limit)
        if isFirst { try await close() } else { await waitUntilClosed() }
    }

    /// Lets the calls of all runs finish until a moment, and waits until nothing of them is under way.
    private func endRuns(by time: Timestamp) async {
        await withTaskGroup { group in
            // Sorted, so that a simulation does the same in every process.
            for (id, entry) in entries.sorted(by: { $0.key < $1.key }) {
                switch entry {
                case .submitted, .halted: break
                case .driven(let driver): group.addTask(name: "workstream shutdown") { await driver.shutDown(by: time) }
                case .starting(let starting):
                    group.addTask(name: "workstream shutdown") {
                        _ = try? await starting.wait()
                        await self.endRun(id, by: time)
                    }
                }
            }
        }
    }

    private func endRun(_ id: RunID, by time: Timestamp) async {
        if case .driven(let driver) = entries[id] { await driver.shutDown(by: time) }
    }

    private func waitUntilClosed() async {
        await withCheckedContinuation { continuation in
            if phase == .closed { continuation.resume() } else { closing.append(continuation) }
        }
    }

    private func close() async throws {
        for run in entries.keys.sorted() {
            context.messages.forget(run)
            await context.leases.release(run)
        }
        entries.removeAll()
        phase = .closed
        var fault: (any Error)?
        do { try await context.storage.close() } catch { fault = error }
        for feed in feeds.values { feed.finish(.broken(.closed())) }
        feeds.removeAll()
        context.watchdog.stop()
        for continuation in closing { continuation.resume() }
        closing.removeAll()
        if let fault { throw fault }
    }
}
