public import Workstream

/// A call of a scripted plugin, as its ``CallLog`` has it.
public struct RecordedCall: Sendable {
    /// How a call ended.
    public enum Outcome: Sendable {
        /// It answered.
        case responded(JSON)
        /// It threw.
        case threw(any Error)
    }

    /// The name of the plugin.
    public let plugin: String
    /// The run.
    public let run: RunID
    /// The path of the action or check.
    public let path: NodePath
    /// The number of the attempt, from 1.
    public let attempt: Int
    /// The token of the action, the same for all its attempts.
    public let actionToken: String
    /// The token of the attempt.
    public let attemptToken: String
    /// What the plugin was asked.
    public let request: JSON
    /// When the call began.
    public let start: Timestamp
    /// When it ended; nil while it runs.
    public internal(set) var end: Timestamp?
    /// How it ended; nil while it runs.
    public internal(set) var outcome: Outcome?

    /// The place of the beginning among all beginnings and ends of the log, which tells order where times are equal.
    let startOrder: Int
    /// The place of the end.
    var endOrder: Int?

    /// Whether the two calls ran at the same time, be it for a moment.
    public func overlaps(_ other: RecordedCall) -> Bool {
        startOrder < other.endOrder ?? .max && other.startOrder < endOrder ?? .max
    }
}
