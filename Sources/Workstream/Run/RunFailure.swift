#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// One failure of a run: where, when and what (S31).
///
/// Two are equal when they are of the same node and code.
public struct RunFailure: Sendable {
    /// The path of the node that failed.
    public let path: NodePath
    /// The number of the node that failed.
    public let node: Int
    /// When it failed.
    public let time: Timestamp
    /// What it failed with, its causes too.
    public let failure: Failure

    /// What kind of failure it is.
    public var code: Failure.Code { failure.code }
    /// What happened, why it matters, what to do.
    public var message: String { failure.message }
    /// When it failed.
    public var date: Date { time.date }
}

extension RunFailure: Hashable, CustomStringConvertible {
    /// Equal in node and code.
    public static func == (left: RunFailure, right: RunFailure) -> Bool {
        left.node == right.node && left.path == right.path && left.code == right.code
    }

    /// Feeds node and code.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(node)
        hasher.combine(code)
    }

    /// The path and the failure, such as `Fleet/web-2/upload: The host does not answer. (timeout)`.
    public var description: String { "\(path): \(failure)" }
}
