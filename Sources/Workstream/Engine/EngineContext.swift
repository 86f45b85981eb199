/// What an engine shares with the drivers of its runs.
struct EngineContext: Sendable {
    /// Where runs are kept.
    let storage: any Storage
    /// Whether an append costs so much that it should be shared, because something waits for a disk.
    let sharesAppends: Bool
    /// Time, randomness, ids and tasks.
    let environment: Environment
    /// The timers of all runs.
    let watchdog: Watchdog
    /// How runs are treated.
    let options: EngineOptions
    /// Keeps the leases of all runs alive.
    let leases: LeaseKeeper
    /// Looks for what people outside ask of the runs.
    let messages: MessageReader
}
