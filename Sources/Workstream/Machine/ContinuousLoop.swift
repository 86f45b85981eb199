/// A continuous group between its gate and the end of the body: passing runs leave no event each, so they live here (S7).
struct ContinuousLoop: Sendable {
    /// One check in the run under way.
    struct Check: Sendable {
        /// The number of its last attempt.
        var attempt = 1
        /// What its attempt does; idle: it passed.
        var stage: NodeState.Stage = .inFlight
        /// Why its attempt is cut off.
        var cutReason: Event.CutReason = .none
        /// When the next attempt is due.
        var due = Timestamp(nanoseconds: 0)
        /// The errors of the attempts that ended without success, in order.
        var errors: [Failure] = []
        /// What it answered, when it passed.
        var answer: Payload?
    }

    /// The longest time that a passing run waits for an event that it can ride on.
    static let longestUnrecorded: Duration = .seconds(60)

    /// The checks of the run under way, by node; empty between runs.
    var checks: [Int: Check] = [:]
    /// When the run under way began.
    var began: Timestamp
    /// How many checks of the run under way have not ended.
    var open = 0
    /// When the next run is due.
    var due: Timestamp
    /// How many runs passed that no event tells of yet.
    var unrecordedRuns = 0
    /// When the last of them ended.
    var lastPassed: Timestamp
    /// When an event last told of the loop.
    var lastRecorded: Timestamp

    /// Whether a run is under way.
    var isRunning: Bool { !checks.isEmpty }
}
