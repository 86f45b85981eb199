/// What became of a run that was to be stored (S48).
public enum Creation: Sendable, Hashable {
    /// It was stored.
    case created
    /// Nothing was stored: this run has the same id, or is unfinished and has the same plan name and key.
    case exists(RunID)
}
