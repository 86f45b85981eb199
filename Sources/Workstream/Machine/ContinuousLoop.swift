/// A continuous group between its gate and the end of the body: passing runs leave no event each, so they live here (S7).
struct ContinuousLoop: Sendable {
    /// One check in the run under way.
    struct Check: Sendable {
        /// The number of its last attempt.
        var attempt: Int32 = 1
        /// What its attempt does.
        var stage: NodeState.Stage = .inFlight
        /// Why its attempt is cut off.
        var cutReason: Event.CutReason = .none
        /// When the next attempt is due.
        var due: Int64 = 0
        /// The errors of the attempts that ended, in order.
        var errors: [Failure] = []
    }

    /// The checks of the run under way, by position; empty between runs.
    var checks: [Check] = []
    /// How many checks of the run under way have not ended.
    var open = 0
    /// When the next run is due.
    var due: Timestamp
    /// How many runs passed that no event tells of yet.
    var unrecordedRuns = 0
    /// When the last of them ended.
    var lastPassed: Timestamp
    /// When an event was last made.
    var lastRecorded: Timestamp

    /// Whether a run is under way.
    var isRunning: Bool { !checks.isEmpty }
}
