import Workstream

/// What becomes of an attempt.
enum Fate: Equatable, CustomStringConvertible {
    /// Its action has completed.
    case completed
    /// Its action has failed.
    case failed
    /// Its action was ended from outside.
    case stopped
    /// Another attempt follows, not before that time.
    case again(Timestamp)
    /// Its plugin is being asked what it did, next at that time.
    case asked(Timestamp)
    /// A person has to decide.
    case undecided

    /// The case in a word.
    var description: String {
        switch self {
        case .completed: "completed"
        case .failed: "failed"
        case .stopped: "stopped"
        case .again(let due): "again at \(due)"
        case .asked(let due): "asked at \(due)"
        case .undecided: "undecided"
        }
    }

    /// Whether nothing more can become of the action.
    var isFinal: Bool { self == .completed || self == .failed || self == .stopped }
}
