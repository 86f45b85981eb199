import Testing
import WorkstreamTesting

/// Lets a test that computes for long run only when no other such test does, so that tests that wait for real things get their turn.
struct OneAtATime: SuiteTrait, TestTrait, TestScoping {
    private actor Turns {
        private var isTaken = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func take() async {
            guard isTaken else {
                isTaken = true
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func pass() {
            if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
        }
    }

    private static let turns = Turns()

    /// For every test of a suite, too.
    var isRecursive: Bool { true }

    /// Waits for its turn, without a thread.
    func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void) async throws {
        guard testCase != nil else { return try await function() }
        await Self.turns.take()
        do {
            try await function()
        } catch {
            await Self.turns.pass()
            throw error
        }
        await Self.turns.pass()
    }
}

extension Trait where Self == OneAtATime {
    /// The test computes for long.
    static var oneAtATime: Self { OneAtATime() }
}
