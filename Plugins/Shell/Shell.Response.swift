extension Shell {
    /// What a program answered that ended as expected.
    public struct Response: Codable, Sendable, Hashable {
        /// Its exit code, one of the expected ones.
        public var exitCode: Int
        /// What it wrote to its standard output; where that is longer than the limit, its beginning and end, with a line that says how much is left out.
        ///
        /// Bytes that are no UTF-8 are replaced by U+FFFD.
        public var standardOutput: String
        /// What it wrote to its standard error, kept like `standardOutput`.
        public var standardError: String
        /// The first line of `standardOutput`, without its end: what a binding to a program that prints one value wants.
        public var firstLine: String
        /// How many bytes it wrote to its standard output.
        public var standardOutputLength: Int
        /// How many bytes it wrote to its standard error.
        public var standardErrorLength: Int
        /// Whether `standardOutput` is not all that it wrote.
        public var isStandardOutputTruncated: Bool
        /// Whether `standardError` is not all that it wrote.
        public var isStandardErrorTruncated: Bool

        /// A response; for tests and scripted plugins.
        public init(exitCode: Int = 0, standardOutput: String = "", standardError: String = "") {
            self.exitCode = exitCode
            self.standardOutput = standardOutput
            self.standardError = standardError
            self.firstLine = Self.firstLine(of: standardOutput)
            self.standardOutputLength = standardOutput.utf8.count
            self.standardErrorLength = standardError.utf8.count
            self.isStandardOutputTruncated = false
            self.isStandardErrorTruncated = false
        }

        /// What is known about a program that has ended with a code.
        init(_ completion: ProcessCompletion, exitCode: Int) {
            self.init(exitCode: exitCode, standardOutput: completion.standardOutput.text, standardError: completion.standardError.text)
            self.standardOutputLength = completion.standardOutput.length
            self.standardErrorLength = completion.standardError.length
            self.isStandardOutputTruncated = completion.standardOutput.isTruncated
            self.isStandardErrorTruncated = completion.standardError.isTruncated
        }

        private static func firstLine(of text: String) -> String {
            String(text.prefix { !$0.isNewline })
        }
    }
}
