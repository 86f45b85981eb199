/// What became of a run that was under way when an engine opened, or that somebody asked an engine to take up.
public struct RecoveredRun: Sendable, Identifiable {
    /// What became of it.
    @nonexhaustive
    public enum Fate: Sendable {
        /// It goes on.
        case resumed
        /// It is held, for this reason.
        ///
        /// Without faults it goes on with `release`, or is stopped; with faults it cannot be driven, and nothing of it was begun: put them right, then take it
        /// up with `recover` (S66).
        case held(reason: String, faults: [String])
        /// It had ended already, although its head did not say so yet.
        case finished
        /// Another engine drives it, or did not give it back (S65).
        case owned(by: Owner?, since: Timestamp?)
        /// It could not be taken up; `recover` tries again.
        case failed(any Error)
    }

    /// The id of the run.
    public var id: RunID
    /// The name of its plan.
    public var plan: String
    /// What became of it.
    public var fate: Fate

    /// What became of a run.
    public init(id: RunID, plan: String, fate: Fate) {
        self.id = id
        self.plan = plan
        self.fate = fate
    }
}

extension RecoveredRun: CustomStringConvertible {
    /// A line for people, such as `"Deploy shop" (3f0c…): goes on`.
    public var description: String { "\"\(plan)\" (\(id)): \(fate)" }
}

extension RecoveredRun.Fate: CustomStringConvertible {
    /// What became of the run, in words.
    public var description: String {
        switch self {
        case .resumed: "goes on"
        case .held(let reason, let faults): (["is held: \(reason)"] + faults.map { "- \($0)" }).joined(separator: "\n")
        case .finished: "had ended"
        case .owned(let owner, let since):
            "is held by \(owner.map { "\($0)" } ?? "another engine")" + (since.map { " since \($0)" } ?? "")
        case .failed(let error): "could not be taken up: \(error)"
        }
    }
}
