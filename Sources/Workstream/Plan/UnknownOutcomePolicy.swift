/// What becomes of an action whose outcome nobody knows and nobody can find out (S33).
public enum UnknownOutcomePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// The action waits for the decision of a person.
    case decide

    /// The action fails, and the record says that its outcome is unknown.
    case fail
}
