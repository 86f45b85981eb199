extension JSON {
    /// Why a text is not JSON, and where.
    public struct ParseError: Error, Sendable, Hashable {
        /// The kind of fault; more may come.
        public struct Code: Sendable, Hashable, CustomStringConvertible {
            /// The name of the kind.
            public let description: String

            /// Makes a kind of fault.
            public init(_ description: String) { self.description = description }

            /// The text ends before its value does.
            public static let unexpectedEnd = Code("unexpectedEnd")
            /// Something stands where it may not.
            public static let unexpectedByte = Code("unexpectedByte")
            /// A number is not written as JSON wants it.
            public static let malformedNumber = Code("malformedNumber")
            /// A number is too large to be kept.
            public static let numberOutOfRange = Code("numberOutOfRange")
            /// A string holds a wrong escape, a control character, or half a surrogate pair.
            public static let malformedString = Code("malformedString")
            /// The bytes are not UTF-8, or begin with a byte order mark.
            public static let notUTF8 = Code("notUTF8")
            /// Arrays and objects are nested deeper than the limit.
            public static let tooDeep = Code("tooDeep")
            /// Something follows the value.
            public static let trailingContent = Code("trailingContent")
        }

        /// The kind of fault.
        public let code: Code
        /// The line, from 1.
        public let line: Int
        /// The column in Unicode scalars, from 1.
        public let column: Int
        /// How many bytes stand before the place.
        public let offset: Int
        /// The value that was being read.
        public let path: Path
        /// What happened and where, why it matters, what to do.
        public let message: String

        /// Whether two errors have the same kind and place.
        public static func == (left: ParseError, right: ParseError) -> Bool {
            left.code == right.code && left.offset == right.offset && left.path == right.path
        }

        /// Feeds kind and place into a hasher.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(code)
            hasher.combine(offset)
            hasher.combine(path)
        }
    }
}

extension JSON.ParseError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
