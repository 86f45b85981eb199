/// What a storage or a plugin did instead of what it promises.
public struct BrokenPromise: Error, Sendable, CustomStringConvertible {
    /// The promise, as a sentence.
    public let promise: String
    /// What was seen, and what was expected.
    public let finding: String
    /// Why engines and people rely on the promise.
    public let reason: String
    /// Where the suite looked, such as `StoragePromise+Journal.swift:31`.
    public let place: String
    /// What it threw, where that is what broke the promise.
    public let cause: (any Error)?
    /// Who made the promise.
    let subject: Subject

    /// Who makes promises.
    enum Subject: String, Sendable {
        /// A storage or a plugin, and the protocol whose documentation says what it has to do.
        case storage = "Storage"
        case plugin = "Plugin"
    }

    /// The promise, what was seen, why it matters, and where to look.
    public var description: String {
        "The \(subject) breaks the promise \"\(promise)\": \(finding). \(reason) The documentation of `\(subject.rawValue)` says what it has to do, "
            + "and \(place) shows how it was tried."
    }
}
