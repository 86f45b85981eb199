public import Workstream

extension PluginError.Code {
    /// A program ended with an exit code that was not expected, or was killed by a signal.
    public static let unexpectedExit: Self = "unexpectedExit"
}

extension PluginError {
    /// The error of a program that could not be run.
    init(_ failure: ProcessFailure) {
        let code: Code =
            switch failure.code {
            case .invalid, .tooLong, .notExecutable: .invalidRequest
            case .notFound, .directory: .notFound
            case .permissionDenied: .permissionDenied
            default: .failed
            }
        self.init(code, failure.message, isPermanent: !failure.isTemporary)
    }

    /// The error of a program that ended otherwise than expected; it may be retried.
    init(unexpected completion: ProcessCompletion, of request: Shell.Request) {
        let expected = request.expectedExitCodes.map(String.init).joined(separator: " or ")
        var message = "The program \"\(request.program)\" \(completion.exit). "
        switch completion.exit {
        case .code: message += "Only \(expected) means success: see what it says, or add the code to `expectedExitCodes`."
        case .signal: message += "The action did not ask for it: see whether the system was out of memory, or who ended the program."
        }
        if let lines = Self.lastLines(of: completion.standardError) {
            message += " The end of its standard error:\n\(lines)"
        } else if let lines = Self.lastLines(of: completion.standardOutput) {
            message += " It wrote nothing to its standard error; the end of its standard output:\n\(lines)"
        } else if completion.standardOutput.length + completion.standardError.length == 0 {
            message += " It wrote nothing."
        }
        self.init(.unexpectedExit, message)
    }

    /// The last ten lines of a stream, and no more than its last 2,000 bytes; `nil` when it has none.
    private static func lastLines(of output: KeptOutput) -> String? {
        let bytes = Array((output.end.count < 2_000 && !output.isTruncated ? output.beginning + output.end : output.end).suffix(2_000))
        let text = String(decoding: bytes[UTF8Cut.ceiling(of: bytes)...], as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let last = lines.reversed().drop { $0.allSatisfy(\.isWhitespace) }.prefix(10).reversed()
        return last.isEmpty ? nil : last.joined(separator: "\n")
    }
}
