/// How hard the work in flight is ended, softest first: by a failure policy (S12) or by a stop (S42).
public enum Cut: UInt8, Sendable, Hashable, CaseIterable, Comparable, CustomStringConvertible {
    /// Nothing is ended.
    case none
    /// Running sequences go on to their end; none begins.
    case finishSequences
    /// Attempts in flight finish; none begins.
    case finishActions
    /// Attempts in flight are cancelled and awaited.
    case cancel
    /// Deferred work is cancelled too, and what is left of it is skipped.
    case everything

    /// Whether the left cut is softer than the right one.
    public static func < (left: Cut, right: Cut) -> Bool { left.rawValue < right.rawValue }

    /// The cut that a failure policy asks for.
    public init(_ policy: FailurePolicy) {
        switch policy {
        case .finishSequences: self = .finishSequences
        case .finishActions: self = .finishActions
        case .cancel: self = .cancel
        }
    }

    /// The name of the case, such as "finishActions".
    public var description: String {
        switch self {
        case .none: "none"
        case .finishSequences: "finishSequences"
        case .finishActions: "finishActions"
        case .cancel: "cancel"
        case .everything: "everything"
        }
    }

    /// Reads the name of a case.
    public init?(_ text: String) {
        guard let cut = Self.allCases.first(where: { $0.description == text }) else { return nil }
        self = cut
    }
}
