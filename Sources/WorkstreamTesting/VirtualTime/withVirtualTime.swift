/// Runs a closure to its end in virtual time, in an order that follows from a seed, on the calling thread.
///
/// ```swift
/// @Test(arguments: UInt64(0)..<100)
/// func waits(seed: UInt64) throws {
///     try withVirtualTime(seed: seed) { executor in
///         try await executor.clock.sleep(for: .seconds(3_600))
///     }
/// }
/// ```
/// - Parameters:
///   - seed: What the order follows from.
///   - limits: How far the closure may go.
///   - body: What to run; it gets the executor, for its clock and for beginning tasks.
/// - Throws: What the closure throws, or ``SeededExecutor/Failure``.
public func withVirtualTime<Result: Sendable>(
    seed: UInt64, limits: SeededExecutor.Limits = .init(), _ body: @escaping @Sendable (SeededExecutor) async throws -> Result
) throws -> Result {
    let executor = SeededExecutor(seed: seed, limits: limits)
    return try executor.run { try await body(executor) }
}
