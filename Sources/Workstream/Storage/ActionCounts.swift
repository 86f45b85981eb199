/// How many actions a run has, outside groups of checks, and what became of them.
public struct ActionCounts: Sendable, Hashable, Codable {
    /// All of them.
    public var total: Int
    /// Those that completed.
    public var completed: Int
    /// Those that failed, tolerated ones too.
    public var failed: Int
    /// Those that were stopped.
    public var stopped: Int

    /// Counts made by hand.
    public init(total: Int = 0, completed: Int = 0, failed: Int = 0, stopped: Int = 0) {
        self.total = total
        self.completed = completed
        self.failed = failed
        self.stopped = stopped
    }
}
