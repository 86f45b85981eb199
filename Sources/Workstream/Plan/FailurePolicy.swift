/// What happens to the work in flight when a block, or the plan around it, has failed (S12).
public enum FailurePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// Running sequences go on to their end, retries included.
    case finishSequences

    /// Attempts in flight finish; nothing more begins. The default.
    case finishActions

    /// Attempts in flight are cancelled and awaited.
    case cancel
}
