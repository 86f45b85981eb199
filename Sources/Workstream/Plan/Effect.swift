/// What a repetition of an action does to the system that it changes.
///
/// It decides what happens to a call that was cut off before it answered (S33): nobody knows whether it had its effect.
public enum Effect: String, Sendable, Hashable, Codable, CaseIterable {
    /// Doing it twice is the same as doing it once. A cut-off call may be repeated.
    case idempotent

    /// Doing it twice may do harm. A cut-off call is never repeated by itself; a person or a probe has to say what happened.
    case atMostOnce
}

/// What becomes of an action whose outcome nobody knows and nobody can find out (S33).
public enum UnknownOutcomePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// The action waits for the decision of a person.
    case decide

    /// The action fails, and the record says that its outcome is unknown.
    case fail
}
