/// Renews the leases of an engine's runs, and tells the drivers of those that are lost (S65).
///
/// Leases are renewed each sixth of their time. One that could not be renewed for two thirds of it, which are three renewals in a row, counts as lost, whether
/// the storage says so, fails, or does not answer at all: so an engine stops before another one may begin.
final class LeaseKeeper: Sendable {
    private struct Entry {
        var lease: Lease
        /// When the last renewal that worked was asked for, by the engine's clock.
        var renewed: Timestamp
        let onLoss: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var entries: [RunID: Entry] = [:]
        var isTicking = false
        var isRenewing = false
        var lastError: (any Error)?
    }

    private let storage: any Storage
    private let environment: Environment
    private let watchdog: Watchdog
    private let lasting: Duration
    private let state = Lock(State())

    init(storage: any Storage, environment: Environment, watchdog: Watchdog, lasting: Duration) {
        self.storage = storage
        self.environment = environment
        self.watchdog = watchdog
        self.lasting = lasting
    }

    /// Acquires the lease of a run.
    ///
    /// - Throws: What the storage throws.
    func acquire(_ run: RunID, for owner: Owner) async throws -> Lease {
        try await storage.acquire(run, for: owner, lasting: lasting)
    }

    /// Keeps a lease alive from now on.
    ///
    /// - Parameters:
    ///   - lease: The lease.
    ///   - time: When it was asked for.
    ///   - onLoss: Called at most once, when it is lost.
    func keep(_ lease: Lease, askedAt time: Timestamp, onLoss: @escaping @Sendable ((any Error)?) -> Void) {
        let mustTick = state.withLock { state in
            state.entries[lease.run] = Entry(lease: lease, renewed: time, onLoss: onLoss)
            defer { state.isTicking = true }
            return !state.isTicking
        }
        if mustTick { scheduleTick() }
    }

    /// Gives a lease back, where it was not lost.
    ///
    /// A storage that does not take it back lets it end in time.
    func release(_ run: RunID) async {
        let lease = state.withLock { $0.entries.removeValue(forKey: run)?.lease }
        if let lease { try? await storage.release([lease]) }
    }

    private func scheduleTick() {
        watchdog.schedule(at: environment.now() + lasting / 6) { [weak self] in self?.tick() }
    }

    private func tick() {
        let now = environment.now()
        let (lost, error, due, goesOn) = state.withLock { state -> ([Entry], (any Error)?, [Lease], Bool) in
            var lost: [Entry] = []
            // Four ticks without success are two thirds of the time; a little less, because ticks come late and never early. Sorted, so that a
            // simulation does the same in every process.
            for (run, entry) in state.entries.sorted(by: { $0.key < $1.key }) where now - entry.renewed >= lasting * 3 / 5 {
                lost.append(entry)
                state.entries[run] = nil
            }
            state.isTicking = !state.entries.isEmpty
            var due: [Lease] = []
            if state.isTicking, !state.isRenewing {
                state.isRenewing = true
                due = state.entries.values.map(\.lease).sorted { $0.run < $1.run }
            }
            return (lost, state.lastError, due, state.isTicking)
        }
        for entry in lost { entry.onLoss(error) }
        if !due.isEmpty { _ = environment.spawn("workstream leases") { await self.renew(due) } }
        if goesOn { scheduleTick() }
    }

    private func renew(_ leases: [Lease]) async {
        let asked = environment.now()
        do {
            let kept = try await storage.renew(leases, lasting: lasting)
            let lost = state.withLock { state -> [Entry] in
                state.isRenewing = false
                state.lastError = nil
                var missing = Dictionary(uniqueKeysWithValues: leases.map { ($0.run, $0.token) })
                for lease in kept {
                    missing[lease.run] = nil
                    guard state.entries[lease.run]?.lease.token == lease.token else { continue }
                    state.entries[lease.run]?.lease = lease
                    state.entries[lease.run]?.renewed = asked
                }
                return missing.sorted { $0.key < $1.key }.compactMap { run, token in
                    state.entries[run]?.lease.token == token ? state.entries.removeValue(forKey: run) : nil
                }
            }
            for entry in lost { entry.onLoss(nil) }
        } catch {
            state.withLock { state in
                state.isRenewing = false
                state.lastError = error
            }
        }
    }
}
