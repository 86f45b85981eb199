/// What a repetition of an action does to the system that it changes.
///
/// It decides what happens to a call that was cut off before it answered (S33): nobody knows whether it had its effect.
public enum Effect: String, Sendable, Hashable, Codable, CaseIterable {
    /// Doing it twice is the same as doing it once. A cut-off call may be repeated.
    case idempotent

    /// Doing it twice may do harm. A cut-off call is never repeated by itself; a person or a probe has to say what happened.
    case atMostOnce
}
