/// What is wrong with one node of a plan, so that the plan cannot be submitted.
///
/// Two faults are equal when they have the same code and are about the same node.
public struct PlanFault: Sendable {
    /// What kind of fault it is.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
        /// The code as text.
        public var rawValue: String
        /// The code with that text.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The code with that text.
        public init(stringLiteral text: String) { self.rawValue = text }
        /// The code as text.
        public var description: String { rawValue }
    }

    /// What kind of fault it is.
    public var code: Code
    /// The node that is at fault.
    public var path: NodePath
    /// What happened, with names and values in quotes; why it matters; what to do.
    public var message: String

    /// A fault.
    public init(_ code: Code, at path: NodePath, _ message: String) {
        self.code = code
        self.path = path
        self.message = message
    }
}

extension PlanFault: Hashable, CustomStringConvertible {
    /// Equal in code and path.
    public static func == (left: PlanFault, right: PlanFault) -> Bool {
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
