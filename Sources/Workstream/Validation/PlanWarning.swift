/// What is doubtful about one node of a plan, although the plan can be submitted.
///
/// Two warnings are equal when they have the same code and are about the same node.
public struct PlanWarning: Sendable {
    /// What kind of warning it is; more may come.
    public typealias Code = PlanFault.Code

    /// What kind of warning it is.
    public var code: Code
    /// The node that it is about.
    public var path: NodePath
    /// What was found, with names and values in quotes; why it matters; what to do.
    public var message: String

    /// A warning.
    public init(_ code: Code, at path: NodePath, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}

extension PlanWarning: Hashable, CustomStringConvertible {
    /// Equal in code and path.
    public static func == (left: PlanWarning, right: PlanWarning) -> Bool {
        left.code == right.code && left.path == right.path
    }

    /// Feeds code and path into a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(path)
    }

    /// The path, the message and the code.
    public var description: String { "\(path): \(message) (\(code))" }
}

extension PlanWarning.Code {
    /// A request seems to have a secret in it, which would be stored with the plan.
    public static let plainSecret: Self = "plainSecret"
}
