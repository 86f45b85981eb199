import Testing

@testable import Workstream

/// One promise of `Storage`, tried on any storage.
struct StoragePromise: Sendable, CustomTestStringConvertible {
    /// The promise, as a sentence.
    let testDescription: String
    /// Tries it; the storage is open and empty.
    let check: @Sendable (StorageGround) async throws -> Void

    init(_ sentence: String, _ check: @escaping @Sendable (StorageGround) async throws -> Void) {
        testDescription = sentence
        self.check = check
    }

    /// Expects that something throws a `StorageError` with a code.
    @discardableResult
    static func expect(
        _ code: StorageError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ operation: () async throws -> Void
    ) async -> StorageError? {
        do {
            try await operation()
            Issue.record("nothing was thrown, but a StorageError with code \"\(code)\" was expected", sourceLocation: sourceLocation)
        } catch let error as StorageError {
            #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
            return error
        } catch {
            Issue.record("\(error) was thrown, but a StorageError with code \"\(code)\" was expected", sourceLocation: sourceLocation)
        }
        return nil
    }

    /// All promises.
    static let all: [StoragePromise] = journal + owners + listing + sides
}
