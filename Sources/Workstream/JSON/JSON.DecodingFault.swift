extension JSON {
    /// Why a JSON value could not be made a Swift value, and where.
    public struct DecodingFault: Error, Sendable {
        /// The kind of fault; more may come.
        public struct Code: Sendable, Hashable, CustomStringConvertible {
            /// The name of the kind.
            public let description: String

            /// Makes a kind of fault.
            public init(_ description: String) { self.description = description }

            /// There is a value of another kind.
            public static let typeMismatch = Code("typeMismatch")
            /// A member or element is missing.
            public static let missing = Code("missing")
            /// A number does not fit the type that reads it.
            public static let numberOutOfRange = Code("numberOutOfRange")
            /// A string is not in the form of the type that reads it.
            public static let malformed = Code("malformed")
            /// The type itself refused the value; the cause says why.
            public static let refused = Code("refused")
        }

        /// The kind of fault.
        public let code: Code
        /// The value at fault.
        public let path: Path
        /// What was expected, what was there and where; why it matters; what to do.
        public let message: String
        /// The error of the type, where it is the one that refused.
        public let cause: (any Error)?

        /// Makes a fault.
        public init(code: Code, path: Path, message: String, cause: (any Error)? = nil) {
            self.code = code
            self.path = path
            self.message = message
            self.cause = cause
        }
    }
}

extension JSON.DecodingFault: Equatable, CustomStringConvertible {
    /// Whether two faults have the same code and path.
    public static func == (left: JSON.DecodingFault, right: JSON.DecodingFault) -> Bool {
        left.code == right.code && left.path == right.path
    }

    /// The message.
    public var description: String { message }
}
