/// The journal of a run that another process may be writing, which nobody tells of: it is looked at again and again.
struct ObservedJournal: FollowedJournal {
    /// The run.
    let run: RunID
    /// Where it is.
    let storage: any Storage
    /// Waits until it is looked at again.
    let pause: @Sendable () async throws -> Void

    func events(after number: Int, limit: Int) async throws -> [StoredEvent] {
        try await storage.events(of: run, after: number, limit: limit)
    }

    func waitForMore(beyond number: Int) async throws -> Bool {
        try await pause()
        return false
    }
}
