/// Keeps files that say who drives which run, and when that one was last known to live (S64).
///
/// They are written where a lease begins or ends, and by renewals, which must not wait for a run whose disk is slow. So two may write one file at the same
/// time: whoever has written looks whether it still holds.
struct LeaseKeeping: Sendable {
    private let store: FileStore
    private let runs: Lock<OwnedRuns>

    init(in store: FileStore, runs: Lock<OwnedRuns>) {
        self.store = store
        self.runs = runs
    }

    /// Writes down what holds of a lease now; what cannot be written costs others a name and a time.
    ///
    /// Without a sync: it must outlive this process, and after a power cut it may be older.
    ///
    /// - Returns: Whether the file says it.
    @discardableResult
    func write(_ run: RunID) -> Bool {
        let places = store.places(of: run)
        while let entry = runs.withLock({ $0.isWritable ? $0.entries[run] : nil }) {
            let now = store.now()
            let lease = entry.lease(at: now)
            let file = LeaseFile(
                token: entry.token, owner: lease?.owner, acquired: lease?.acquired ?? now, expiry: lease?.expiry ?? now,
                lastSignOfLife: entry.head.lastSignOfLife)
            do {
                try store.files.overwrite(places.lease) { try file.bytes(of: run, over: $0) }
            } catch {
                return false
            }
            if runs.withLock({ $0.entries[run]?.lease }) == entry.lease { return true }
        }
        return false
    }
}
