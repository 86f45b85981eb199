/// Why a person should look at a run.
///
/// It stands beside the run's status; of several reasons the most urgent is given.
@nonexhaustive
public enum Attention: Sendable, Hashable {
    /// Nobody has to.
    case none
    /// Somebody paused the run (S43).
    case paused
    /// So many actions wait for a decision (S34).
    case needsDecision(count: Int)
    /// The engine holds the run (S44), for this reason.
    case held(reason: String)
    /// What happened could not be stored (S67).
    case storageFault
}

extension Attention: CustomStringConvertible {
    /// The reason in a few words, such as "held: a plugin is missing"; "none" where there is none.
    public var description: String {
        switch self {
        case .none: "none"
        case .paused: "paused"
        case .needsDecision(let count): count == 1 ? "needs a decision" : "needs \(count) decisions"
        case .held(let reason): "held: \(reason)"
        case .storageFault: "storage fault"
        }
    }
}
