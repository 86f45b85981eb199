extension JSON {
    /// Why a Swift value could not be made a JSON value, and where.
    public struct EncodingFault: Error, Sendable {
        /// The kind of fault; more may come.
        public struct Code: Sendable, Hashable, CustomStringConvertible {
            /// The name of the kind.
            public let description: String

            /// Makes a kind of fault.
            public init(_ description: String) { self.description = description }

            /// A number is NaN or infinite.
            public static let notFinite = Code("notFinite")
            /// An integer does not fit 128 bits.
            public static let numberOutOfRange = Code("numberOutOfRange")
            /// A date is outside the years 0001 to 9999.
            public static let dateOutOfRange = Code("dateOutOfRange")
            /// The value is nested deeper than ``JSON/defaultDepthLimit``.
            public static let tooDeep = Code("tooDeep")
            /// A type asked its encoder for two kinds of container, or wrote one value twice.
            public static let conflictingContainers = Code("conflictingContainers")
            /// The type itself refused to be encoded; the cause says why.
            public static let refused = Code("refused")
        }

        /// The kind of fault.
        public let code: Code
        /// The value at fault.
        public let path: Path
        /// What happened and where, why it matters, what to do.
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

        /// The fault for a number that JSON has no form for.
        static func notFinite(_ value: Double, at path: Path) -> EncodingFault {
            EncodingFault(
                code: .notFinite, path: path,
                message: "The number at \(path) is \(value.isNaN ? "NaN" : "infinite"). JSON has no form for it. Use a finite number, or none.")
        }

        /// The fault for arrays and objects in each other beyond the limit.
        static func tooDeep(at path: Path) -> EncodingFault {
            EncodingFault(
                code: .tooDeep, path: path,
                message: "The value is nested deeper than \(JSON.defaultDepthLimit). It could not be read again. "
                    + "Flatten it, or look for one that contains itself.")
        }
    }
}

extension JSON.EncodingFault: Equatable, CustomStringConvertible {
    /// Whether two faults have the same code and path.
    public static func == (left: JSON.EncodingFault, right: JSON.EncodingFault) -> Bool {
        left.code == right.code && left.path == right.path
    }

    /// The message.
    public var description: String { message }
}
