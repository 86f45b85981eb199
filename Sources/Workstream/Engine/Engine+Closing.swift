/// The end of an engine.
extension Engine {
    /// Shuts the engine down gracefully (S45).
    ///
    /// Nothing new starts. Calls under way may finish within the limit, are then cancelled, and are given up after the grace period. What was cut off stays
    /// without an outcome. When this returns, everything is stored, all leases are given back, and the storage is closed. A second call waits for the first.
    ///
    /// - Parameter limit: How long calls may take to finish by themselves; 30 seconds.
    /// - Throws: What the storage throws when it cannot be closed.
    public func shutdown(within limit: Duration = .seconds(30)) async throws {
        guard phase == .open else {
            await withCheckedContinuation { continuation in
                if phase == .closed { continuation.resume() } else { closing.append(continuation) }
            }
            return
        }
        phase = .closing
        for case .starting(let starting) in entries.values { try? await starting.wait() }
        await withTaskGroup { group in
            // Sorted, so that a simulation does the same in every process.
            for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
                guard case .driven(let driver) = entry else { continue }
                group.addTask(name: "workstream shutdown") { await driver.shutDown(within: limit) }
            }
        }
        for run in entries.keys.sorted() { await context.leases.release(run) }
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
