/// What somebody waits for (S46).
public enum WaitCondition: Sendable, Hashable {
    /// The run has ended.
    case ended
    /// The run has ended, or a person should look at it: it is paused or held, waits for a decision, or could not be stored.
    case needsAttention
}
