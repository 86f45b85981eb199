/// An error as it is recorded: what an attempt, an action or a run failed with.
///
/// A reference type, because an event must stay small; it never changes once it is made.
public final class Failure: Sendable, Error {
    /// What kind of failure it is; plugins may make codes of their own.
    public typealias Code = PluginError.Code

    /// What kind of failure it is.
    public let code: Code
    /// What happened, why it matters, what to do.
    public let message: String
    /// Whether trying again is pointless.
    public let isPermanent: Bool
    /// Whether nobody knows if the call had its effect (S33).
    public let isOutcomeUnknown: Bool
    /// The shortest wait before the next attempt, when the far side asked for one.
    public let retryAfter: Duration?
    /// What led to it; for a failure of the engine, the plugin's last one.
    public let cause: Failure?

    /// A failure.
    public init(
        _ code: Code, _ message: String, isPermanent: Bool = false, isOutcomeUnknown: Bool = false, retryAfter: Duration? = nil, cause: Failure? = nil
    ) {
        self.code = code
        self.message = message
        self.isPermanent = isPermanent
        self.isOutcomeUnknown = isOutcomeUnknown
        self.retryAfter = retryAfter
        self.cause = cause
    }
}

extension Failure: Hashable, CustomStringConvertible {
    /// Equal in every field.
    public static func == (left: Failure, right: Failure) -> Bool {
        left === right
            || (left.code == right.code && left.message == right.message && left.isPermanent == right.isPermanent
                && left.isOutcomeUnknown == right.isOutcomeUnknown && left.retryAfter == right.retryAfter && left.cause == right.cause)
    }

    /// Feeds code and message.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(message)
    }

    /// The message with its code, and the cause if there is one.
    public var description: String {
        "\(message) (\(code))" + (cause.map { " Cause: \($0)" } ?? "")
    }
}

extension PluginError.Code {
    /// An attempt took longer than its timeout.
    public static let timeout: Self = "timeout"
    /// The whole action took longer than its deadline.
    public static let deadlineExceeded: Self = "deadlineExceeded"
    /// A call ignored its cancellation past the grace period.
    public static let abandoned: Self = "abandoned"
    /// A call was cancelled by a stop or a failure policy.
    public static let cancelled: Self = "cancelled"
    /// A bound value could not be filled in, or the plugin refuses the request with it.
    public static let bindingFailed: Self = "bindingFailed"
    /// The run was started after its start limit.
    public static let startExpired: Self = "startExpired"
    /// A call was cut off, and nobody knows whether it had its effect.
    public static let outcomeUnknown: Self = "outcomeUnknown"
    /// A plugin threw an error of another type than `PluginError`.
    public static let unexpectedError: Self = "unexpectedError"
    /// The engine ended while a call was under way.
    public static let interrupted: Self = "interrupted"
    /// An attempt did not survive three processes in a row.
    public static let crashLoop: Self = "crashLoop"
    /// Too many calls were abandoned, so no thread is left for another.
    public static let noThreadLeft: Self = "noThreadLeft"
}
