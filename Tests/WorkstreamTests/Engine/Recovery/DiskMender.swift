import WorkstreamTesting

@testable import Workstream

/// What somebody does who is told that a disk fails.
struct DiskMender: Sendable {
    /// The disk.
    let files: FaultyFiles
    /// Where everything runs.
    let executor: SeededExecutor
    /// What they were told.
    let errors = Lock<[any Error]>([])

    /// Tries something; where it fails, they mend the disk, let leases that could not be given back end, and try it once more.
    ///
    /// - Parameters:
    ///   - body: What.
    ///   - remedy: What is done before it is tried again.
    func overcome<Result: Sendable>(
        _ body: @Sendable () async throws -> Result, remedy: @Sendable () async throws -> Void = {}
    ) async throws -> Result {
        do { return try await body() } catch {
            errors.withLock { $0.append(error) }
            files.heal()
            try await executor.clock.sleep(for: .seconds(40))
            try await remedy()
            return try await body()
        }
    }
}
