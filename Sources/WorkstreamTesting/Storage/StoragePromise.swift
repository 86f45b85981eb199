import Workstream

/// One promise of a storage, as a test that any storage can be put to.
///
/// The whole suite is one parameterised test in the package of whoever writes a storage:
///
/// ```swift
/// @Test("it keeps every promise of a storage", arguments: StoragePromise.all)
/// func keeps(_ promise: StoragePromise) async throws {
///     try await promise.check { try makeStorage() }
/// }
/// ```
///
/// A promise that is broken is thrown as a ``BrokenPromise``, which says what was seen, what was expected, and why it matters. A storage that hangs is the
/// business of the test's time limit.
public struct StoragePromise: Sendable, CustomStringConvertible {
    /// What a test must be able to do to a storage, besides letting time pass.
    enum Need: String, Sendable {
        /// The handle of `StorageUnderTest` with that name.
        case another, crash, tear
    }

    /// The promise, as a sentence; it begins with the rules that it holds.
    public let description: String
    /// Why engines and people rely on it.
    public let reason: String
    let needs: Set<Need>
    private let isTriedOpen: Bool
    private let body: @Sendable (StorageTrial) async throws -> Void

    init(
        _ sentence: String, because reason: String, needs: Set<Need> = [], open: Bool = true,
        _ body: @escaping @Sendable (StorageTrial) async throws -> Void
    ) {
        description = sentence
        self.reason = reason
        self.needs = needs
        isTriedOpen = open
        self.body = body
    }

    /// All promises: for a storage that writes by itself what is to outlive the process.
    public static let all = inOneProcess + acrossProcesses + tornTails
    /// What every storage has to keep, also one whose runs go with its object.
    public static let inOneProcess = opening + runs + journals + batches + listing + owners + messages + sides + deletion
    /// What a storage has to keep whose runs outlive the process; they need `another` and `crash` of ``StorageUnderTest``.
    public static let acrossProcesses = reopening + crashes
    /// What a storage has to keep whose writes can be cut off in the middle; they need `another` and `tear` of ``StorageUnderTest``.
    public static let tornTails = tearing

    /// Tries the promise on a fresh storage, and closes it afterwards.
    ///
    /// - Parameter fresh: Makes an empty storage that is not yet open.
    /// - Throws: ``BrokenPromise``, and what the closures of the test throw by themselves.
    public func check(_ fresh: () async throws -> StorageUnderTest) async throws {
        let trial = StorageTrial(of: self, on: try await fresh())
        for need in needs where !trial.offers(need) {
            throw trial.broken(
                "it could not be tried, because the test gives no `\(need)`. Give one to `StorageUnderTest`, or try `StoragePromise.inOneProcess`")
        }
        do {
            if isTriedOpen { try await trial.open() }
            try await body(trial)
        } catch let error as BrokenPromise {
            try? await trial.storage.close()
            throw error
        } catch {
            try? await trial.storage.close()
            throw trial.broken("the storage threw an error where none was expected: \(error)", cause: error)
        }
        // A storage that was closed by the promise may refuse to be closed again.
        try? await trial.storage.close()
    }
}
