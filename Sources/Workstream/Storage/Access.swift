/// What somebody opens a storage for.
public enum Access: Sendable, Hashable, CaseIterable {
    /// To drive runs: create, acquire, append, delete, and all that an observer may.
    case readWrite
    /// To read and to post messages. An observer takes no lock and never waits for an engine.
    case observer
}
