/// The end of an engine by signals.
extension Engine {
    /// Shuts the engine down when somebody asks the process to end (S45).
    ///
    /// The first signal shuts the engine down gracefully, the second ends the limit of that, so that calls under way are cancelled, and the third ends the
    /// process at once. Those who wait for a run then get an `EngineError` with code `.closed`.
    ///
    /// ```swift
    /// let signals = try engine.shutDownOnSignals { print($0) }
    /// defer { signals.remove() }
    /// ```
    ///
    /// Several engines of a process may each do so: a signal reaches all of them. What the process did on these signals before is restored when the last of
    /// them has removed its own.
    ///
    /// - Parameters:
    ///   - signals: What counts; SIGINT and SIGTERM. A signal that the process was told to ignore counts as well.
    ///   - limit: How long calls may take to finish by themselves after the first; 30 seconds.
    ///   - onSignal: Told of each signal before anything follows from it, on a thread that serves all signals of the process: it must not block.
    /// - Returns: What has come, and the way to remove it.
    /// - Throws: `EngineError` with code `.signalsUnavailable` when the system refuses.
    @discardableResult
    public nonisolated func shutDownOnSignals(
        _ signals: Set<ProcessSignal> = [.interrupt, .terminate], within limit: Duration = .seconds(30),
        onSignal: @escaping @Sendable (ShutdownSignals.Notice) -> Void = { _ in }
    ) throws -> ShutdownSignals {
        let result = ShutdownSignals(engine: self, limit: limit, onSignal: onSignal)
        do {
            // Held by the inbox, since a caller that needs neither the signal nor the removal lets the result go.
            result.listen(with: try SignalInbox.add(signals) { result.hear($0) })
        } catch {
            throw EngineError.signalsUnavailable(signals, error)
        }
        return result
    }
}
