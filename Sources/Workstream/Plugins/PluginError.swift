/// What a plugin throws to say what went wrong, and whether trying again makes sense (S27).
public struct PluginError: Error, Sendable {
    /// What kind of error it is.
    ///
    /// Plugins may make codes of their own.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
        /// The code as it is stored.
        public var rawValue: String
        /// The code with that text.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The code with that text.
        public init(stringLiteral text: String) { self.rawValue = text }
        /// The code as it is stored.
        public var description: String { rawValue }
    }

    /// What kind of error it is.
    public var code: Code
    /// What happened, with names and values in quotes; why; what to do.
    public var message: String
    /// Whether trying again is pointless: the action ends.
    public var isPermanent: Bool
    /// The shortest wait before the next attempt, when the far side asked for one.
    public var retryAfter: Duration?
    /// What led to it.
    public var cause: (any Error)?

    /// An error.
    public init(_ code: Code, _ message: String, isPermanent: Bool = false, retryAfter: Duration? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.isPermanent = isPermanent
        self.retryAfter = retryAfter
        self.cause = cause
    }

    /// The error of a check that looked and says no.
    public static func checkFailed(_ message: String) -> PluginError {
        PluginError(.checkFailed, message)
    }

    /// The error of a request that can never work.
    public static func invalidRequest(_ message: String, cause: (any Error)? = nil) -> PluginError {
        PluginError(.invalidRequest, message, isPermanent: true, cause: cause)
    }
}

extension PluginError: Equatable, CustomStringConvertible {
    /// Equal in everything but the cause, which is any error.
    public static func == (left: PluginError, right: PluginError) -> Bool {
        left.code == right.code && left.message == right.message && left.isPermanent == right.isPermanent && left.retryAfter == right.retryAfter
    }

    /// The message, with its code, and the cause if there is one.
    public var description: String {
        let cause = cause.map { " Cause: \($0)" } ?? ""
        return "\(message) (\(code))\(cause)"
    }
}

extension PluginError.Code {
    /// A check looked and says no.
    public static let checkFailed: Self = "checkFailed"
    /// The request can never work.
    public static let invalidRequest: Self = "invalidRequest"
    /// The request was stored by a version of the plugin that can no longer be read.
    public static let requestOutdated: Self = "requestOutdated"
    /// Something that the call needs is not there: a program, a file, a host.
    public static let notFound: Self = "notFound"
    /// The call was not allowed.
    public static let permissionDenied: Self = "permissionDenied"
    /// What was asked for was tried, and did not work.
    public static let failed: Self = "failed"
    /// A secret could not be had.
    public static let secretUnavailable: Self = "secretUnavailable"
}
