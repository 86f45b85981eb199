#if canImport(Testing)
    public import Testing

    /// Lets a test, or all tests of a suite, run in virtual time, in an order that follows from a seed.
    ///
    /// ```swift
    /// @Test(.virtualTime) func waits() async throws {
    ///     try await SeededExecutor.current?.clock.sleep(for: .seconds(3_600))
    /// }
    /// ```
    ///
    /// An hour takes no time. ``SeededExecutor/current`` is the executor, which ``PluginHarness`` uses by itself. What holds for the executor holds for the
    /// test: no `Task { }`, no `Task.sleep`, no main actor, no threads. Where the test waits for something that never comes, that is recorded, and the test is
    /// cancelled.
    public struct VirtualTimeTrait: TestTrait, SuiteTrait, TestScoping {
        let seed: UInt64
        let limits: SeededExecutor.Limits

        /// Whether the tests of a suite have it one by one: yes.
        public var isRecursive: Bool { true }

        /// Runs a test to its end on an executor of its own.
        @concurrent public func provideScope(
            for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
        ) async throws {
            let executor = SeededExecutor(seed: seed, limits: limits)
            try SeededExecutor.$current.withValue(executor) {
                try executor.runWhole(function) { failure in
                    Issue.record(failure, sourceLocation: test.sourceLocation)
                }
            }
        }
    }

    extension Trait where Self == VirtualTimeTrait {
        /// The test runs in virtual time.
        public static var virtualTime: Self { virtualTime(seed: 1) }

        /// The test runs in virtual time, in the order of a seed.
        ///
        /// - Parameters:
        ///   - seed: What the order follows from.
        ///   - limits: How far the test may go.
        public static func virtualTime(seed: UInt64, limits: SeededExecutor.Limits = .init()) -> Self {
            VirtualTimeTrait(seed: seed, limits: limits)
        }
    }
#endif
