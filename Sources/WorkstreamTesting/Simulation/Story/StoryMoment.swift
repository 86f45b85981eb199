import Workstream

/// Something that happened in an execution, at its place among all that happened.
struct StoryMoment: Sendable {
    /// What can happen.
    enum What: Sendable {
        /// The event at this place of the journal was stored.
        case stored(Int)
        /// The call at this place began.
        case callBegan(Int)
        /// The call at this place had its effect on the world.
        case effect(Int)
        /// The call at this place ended.
        case callEnded(Int)
        /// The engine of this life was opened.
        case opened(Int)
        /// The engine was killed.
        case died
        /// An engine that was asked to closed in good order.
        case closed
        /// An append failed; the batch was stored all the same, or not.
        case appendFailed(isKept: Bool)
        /// Somebody asked for something.
        case asked(Deed)
    }

    /// When.
    var time: Timestamp
    /// What.
    var what: What

    /// What people ask of an engine.
    enum Deed: Sendable, Hashable {
        case stop(StopStrength)
        case pause
        case resume
        case hold
        case release
        case restart
        case recover
        case decide(node: Int, Verdict)

        /// What they decide.
        enum Verdict: Sendable, Hashable {
            case completed
            case retry
            case failed
        }
    }
}
