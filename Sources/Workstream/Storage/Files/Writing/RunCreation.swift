/// What became of a run that was to be stored.
enum RunCreation: Sendable {
    /// It is stored.
    case stored
    /// It is not, and left no trace.
    case undone(StorageError)
    /// It may be there or not when the storage is opened next.
    case unknown(StorageError)
}
