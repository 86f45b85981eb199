/// What a storage did instead of what it promises.
public struct BrokenPromise: Error, Sendable, CustomStringConvertible {
    /// The promise, as a sentence.
    public let promise: String
    /// What was seen, and what was expected.
    public let finding: String
    /// Why engines and people rely on the promise.
    public let reason: String
    /// Where the suite looked, such as `StoragePromise+Journal.swift:31`.
    public let place: String
    /// What the storage threw, where that is what broke the promise.
    public let cause: (any Error)?

    /// The promise, what was seen, why it matters, and where to look.
    public var description: String {
        "The storage breaks the promise \"\(promise)\": \(finding). \(reason) The documentation of `Storage` says what it has to do, "
            + "and \(place) shows how it was tried."
    }
}
