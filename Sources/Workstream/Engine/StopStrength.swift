/// How hard a run is stopped (S42), softest first; a later stop may only be harder.
///
/// | strength | running sequences | attempts in flight | deferred work |
/// |---|---|---|---|
/// | `finishSequences` | go on to their end | finish, and are retried | runs |
/// | `finishActions` | end with their present action | finish, and are not retried | runs |
/// | `cancel` | end at once | are cancelled and awaited | runs |
/// | `everything` | end at once | are cancelled and awaited | is cancelled, and what is left of it skipped |
public enum StopStrength: Sendable, Hashable, CaseIterable {
    /// Running sequences go on to their end; none begins.
    case finishSequences
    /// Attempts in flight finish; none begins.
    case finishActions
    /// Attempts in flight are cancelled and awaited.
    case cancel
    /// Deferred work is cancelled too, and what is left of it is skipped.
    case everything

    /// How hard the work in flight is ended.
    var cut: Cut {
        switch self {
        case .finishSequences: .finishSequences
        case .finishActions: .finishActions
        case .cancel: .cancel
        case .everything: .everything
        }
    }
}
