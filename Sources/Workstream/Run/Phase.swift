/// The parts of the way of a plan or block (S1, S2) and of a sequence (S3), in their order.
public enum Phase: UInt8, Sendable, Hashable, CaseIterable, Comparable, CustomStringConvertible {
    /// Nothing has begun.
    case notBegun
    /// The bypass checks run.
    case bypass
    /// A block waits before its gate.
    case entranceDelay
    /// The pre-checks and the first run of the continuous checks.
    case gate
    /// Blocks, sequences or actions run.
    case body
    /// The body is over; a run of the continuous checks is awaited.
    case winding
    /// The post-checks run.
    case postChecks
    /// The chosen deferred batches run.
    case deferredActions
    /// The deferred checks run.
    case deferredChecks
    /// A block waits after its success.
    case exitDelay
    /// Over.
    case ended

    /// Whether the left phase comes before the right one.
    public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }

    /// The name of the case, such as "entranceDelay".
    public var description: String {
        switch self {
        case .notBegun: "notBegun"
        case .bypass: "bypass"
        case .entranceDelay: "entranceDelay"
        case .gate: "gate"
        case .body: "body"
        case .winding: "winding"
        case .postChecks: "postChecks"
        case .deferredActions: "deferredActions"
        case .deferredChecks: "deferredChecks"
        case .exitDelay: "exitDelay"
        case .ended: "ended"
        }
    }

    /// Reads the name of a case.
    public init?(_ text: String) {
        guard let phase = Self.allCases.first(where: { $0.description == text }) else { return nil }
        self = phase
    }
}
