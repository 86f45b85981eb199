/// How an attempt ended.
public enum Outcome: Sendable, Hashable {
    /// The plugin answered.
    case success(Payload)
    /// The plugin threw, or the call was cut off and its outcome is unknown (`failure.isOutcomeUnknown`).
    case failure(Failure)
}
