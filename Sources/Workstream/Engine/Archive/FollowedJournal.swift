/// A journal that grows while somebody reads it.
protocol FollowedJournal: Sendable {
    /// Reads what comes after a number.
    func events(after number: Int, limit: Int) async throws -> [StoredEvent]

    /// Waits until it is worth while to read again; whether the journal grows no more.
    func waitForMore(beyond number: Int) async throws -> Bool
}
