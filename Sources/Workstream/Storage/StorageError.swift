/// What a storage throws: what could not be kept or found, and why.
///
/// Two errors are equal when they have the same code and are about the same run.
public struct StorageError: Error, Sendable {
    /// What kind of error it is.
    ///
    /// Storages may make codes of their own.
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

    /// What kind of error it is.
    public var code: Code
    /// What happened, why it matters, what to do.
    public var message: String
    /// The run that it is about; `nil` when it is about the whole storage.
    public var run: RunID?
    /// Who holds the run, where that is what stands in the way.
    public var holder: Owner?
    /// Since when.
    public var heldSince: Timestamp?
    /// What led to it.
    public var cause: (any Error)?

    /// An error.
    public init(
        _ code: Code, _ message: String, run: RunID? = nil, holder: Owner? = nil, heldSince: Timestamp? = nil, cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.run = run
        self.holder = holder
        self.heldSince = heldSince
        self.cause = cause
    }
}

extension StorageError: Equatable, CustomStringConvertible {
    /// Equal in code and run.
    public static func == (left: StorageError, right: StorageError) -> Bool {
        left.code == right.code && left.run == right.run
    }

    /// The message with its code, and the cause if there is one.
    public var description: String {
        "\(message) (\(code))" + (cause.map { " Cause: \($0)" } ?? "")
    }
}

extension StorageError.Code {
    /// A batch does not begin with the number after the last stored event.
    public static let conflict: Self = "conflict"
    /// There is no such run, or no such storage to look at.
    public static let notFound: Self = "notFound"
    /// The lease is no longer the run's, or has expired; what came with it was not stored.
    public static let leaseLost: Self = "leaseLost"
    /// Somebody else holds the run, or the whole storage.
    public static let owned: Self = "owned"
    /// The run has begun and not ended, so it cannot be deleted.
    public static let unfinished: Self = "unfinished"
    /// What was given to the storage contradicts itself, such as a batch whose numbers have gaps.
    public static let malformed: Self = "malformed"
    /// What is stored cannot be trusted.
    public static let damaged: Self = "damaged"
    /// What is stored was written by a newer version.
    public static let newerFormat: Self = "newerFormat"
    /// The storage is not open, or only as an observer's.
    public static let closed: Self = "closed"
    /// There is no room left.
    public static let full: Self = "full"
    /// The system refused to read or write.
    public static let io: Self = "io"
}
