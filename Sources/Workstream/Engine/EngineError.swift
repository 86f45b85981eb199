/// What an engine throws: what it cannot do or cannot tell, and why.
///
/// A run that failed is no error: it is a result (S46). Two errors are equal when they have the same code and are about the same run.
public struct EngineError: Error, Sendable {
    /// What kind of error it is.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
        /// The code as text.
        public var rawValue: String
        /// The code with that text.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The code as text.
        public var description: String { rawValue }
    }

    /// What kind of error it is.
    public var code: Code
    /// What happened, why it matters, what to do.
    public var message: String
    /// The run that it is about; `nil` when it is about the engine.
    public var run: RunID?
    /// Of a run that cannot be driven: what stands in the way, each in a sentence (S66).
    public var faults: [String]
    /// What led to it.
    public var cause: (any Error)?

    /// An error.
    public init(_ code: Code, _ message: String, run: RunID? = nil, faults: [String] = [], cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.run = run
        self.faults = faults
        self.cause = cause
    }
}

extension EngineError.Code {
    /// The engine is shut down, or is being shut down.
    public static let closed = Self(rawValue: "closed")
    /// The options, or the plugins that the engine was given, have faults.
    public static let misconfigured = Self(rawValue: "misconfigured")
    /// The run has ended, so it cannot be started again.
    public static let ended = Self(rawValue: "ended")
    /// The run is under way, but this engine does not drive it.
    public static let notDriven = Self(rawValue: "notDriven")
    /// The run has not been started, so there is nothing to do it to.
    public static let notRunning = Self(rawValue: "notRunning")
    /// The action does not wait for a decision (S34).
    public static let notUnresolved = Self(rawValue: "notUnresolved")
    /// The decision cannot be carried out.
    public static let unusableDecision = Self(rawValue: "unusableDecision")
    /// An unfinished run of the same plan name and key exists (S48).
    public static let keyActive = Self(rawValue: "keyActive")
    /// The run is under way, so it cannot be deleted (S49).
    public static let unfinished = Self(rawValue: "unfinished")
    /// The run was deleted.
    public static let deleted = Self(rawValue: "deleted")
    /// A plugin that the run needs is missing or unavailable, or refuses a stored request (S66).
    public static let cannotRun = Self(rawValue: "cannotRun")
    /// What happened to the run could not be stored (S67).
    public static let storageFault = Self(rawValue: "storageFault")
    /// Another engine may drive the run now (S65).
    public static let leaseLost = Self(rawValue: "leaseLost")
    /// The system refused to tell of signals.
    public static let signalsUnavailable = Self(rawValue: "signalsUnavailable")
}

extension EngineError: Equatable, CustomStringConvertible {
    /// Equal in code and run.
    public static func == (left: EngineError, right: EngineError) -> Bool {
        left.code == right.code && left.run == right.run
    }

    /// The message with its code, and the cause if there is one.
    public var description: String {
        "\(message) (\(code))" + (cause.map { " Cause: \($0)" } ?? "")
    }
}
