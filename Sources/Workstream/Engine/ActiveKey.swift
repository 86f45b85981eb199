/// What submit does when an unfinished run of the same plan name and key exists (S48).
public enum ActiveKey: Sendable, Hashable {
    /// It answers with that run, and stores nothing.
    case useExisting
    /// It refuses, with an error that names that run.
    case refuse
}
