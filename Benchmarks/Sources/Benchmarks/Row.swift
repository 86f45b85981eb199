/// One line of the table: a workload, and what it is held against.
struct Row: Sendable {
    /// Does the work once, so many operations of it, and says how long that took; what comes before and after is not in it.
    typealias Measurement = @Sendable (_ count: Int) async throws -> Duration

    /// What it is called, on the command line too.
    let name: String
    /// What is counted.
    let unit: String
    /// How many of them one measurement makes.
    let count: Int
    /// What it is held against, in words.
    let against: String
    /// What is to be reached.
    let goal: Goal
    /// The work.
    let subject: Measurement
    /// What it is held against.
    let baseline: Measurement?

    /// What is to be reached.
    enum Goal: Sendable {
        /// So many operations a second.
        case rate(Double)
        /// At least this part of the baseline's speed.
        case ratio(Double)
        /// Both.
        case both(rate: Double, ratio: Double)
    }
}

/// How long something takes.
func time(_ body: () async throws -> Void) async rethrows -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    return clock.now - start
}
