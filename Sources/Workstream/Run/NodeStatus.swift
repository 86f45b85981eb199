/// Where a node of a run stands.
public enum NodeStatus: UInt8, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// It has not begun, and may still begin while the run goes on.
    case notStarted
    /// It has begun and not ended; an unresolved action is running too (S34).
    case running
    /// It did what it was to do.
    case completed
    /// It did not, and that counts.
    case failed
    /// It was ended from outside before it could do what it was to do.
    case stopped
    /// It will not be done, and nobody wanted it to be: bypassed, not chosen, nothing to undo, or a dependency did not complete.
    case skipped

    /// Whether the status can no longer change, as long as the node is not run again as part of a group.
    public var isFinal: Bool {
        switch self {
        case .notStarted, .running: false
        case .completed, .failed, .stopped, .skipped: true
        }
    }

    /// The name of the case, such as "notStarted".
    public var description: String {
        switch self {
        case .notStarted: "notStarted"
        case .running: "running"
        case .completed: "completed"
        case .failed: "failed"
        case .stopped: "stopped"
        case .skipped: "skipped"
        }
    }

    /// Reads the name of a case.
    public init?(_ text: String) {
        guard let status = Self.allCases.first(where: { $0.description == text }) else { return nil }
        self = status
    }
}
