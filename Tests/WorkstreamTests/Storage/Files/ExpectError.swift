import Testing

@testable import Workstream

/// Expects that something throws a `StorageError` with a code.
@discardableResult
func expectError(
    _ code: StorageError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ operation: () async throws -> Void
) async -> StorageError? {
    let error = await #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try await operation() }
    if let error { #expect(error.code == code, "\(error)", sourceLocation: sourceLocation) }
    return error
}
