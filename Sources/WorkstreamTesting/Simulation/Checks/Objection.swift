import Workstream

/// What is wrong with an execution.
struct Objection: Sendable, Hashable {
    /// The rule that does not hold, such as "S26", or what a user expects.
    var rule: String
    /// Whether a user expects it.
    var isUsers = false
    /// What is wrong.
    var why: String
    /// The moment at which it shows; nil: the end.
    var moment: Int?
    /// Of what a user expects: the action at which it shows, or at the end the last one that failed.
    ///
    /// A smaller run with another one would tell of another mistake.
    var path: NodePath?
}
