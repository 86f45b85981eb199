public import Workstream

/// Why a test cannot look at a plan as it wants to.
public struct PlanTestError: Error, Sendable, CustomStringConvertible {
    /// What kind of error it is.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let description: String

        /// Makes a kind of error.
        public init(_ description: String) { self.description = description }

        /// Nothing in the plan is what was asked for.
        public static let notFound = Code("notFound")
        /// What was found calls another plugin, or is no action.
        public static let otherPlugin = Code("otherPlugin")
        /// The request of an action does not decode as one of its plugin.
        public static let requestDoesNotDecode = Code("requestDoesNotDecode")
        /// The name of an outline cannot be one of a file.
        public static let outlineName = Code("outlineName")
    }

    /// What kind of error it is.
    public let code: Code
    /// What happened, why it matters, what to do.
    public let message: String
    /// The node that it is about; `nil` where it is about none.
    public let path: NodePath?
    /// What led to it.
    public let cause: (any Error)?

    init(_ code: Code, _ message: String, path: NodePath? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.cause = cause
    }

    /// The message.
    public var description: String { message }
}

extension PlanTestError {
    /// An outline was given a name that no file can have.
    static func outlineName(_ name: String) -> PlanTestError {
        PlanTestError(
            .outlineName,
            "The outline is called \"\(name)\". It is kept in a file of that name, so it must have 1 to 100 bytes, without spaces and slashes, and must "
                + "not begin with a dot. Call it something like \"canary-two-hosts\".")
    }
}
