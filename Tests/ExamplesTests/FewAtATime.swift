import Testing

/// Lets few of the tests that start many processes run at a time, so that none of them waits for the machine longer than its programs do.
struct FewAtATime: SuiteTrait, TestTrait, TestScoping {
    private actor Places {
        private var free = 4
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func take() async {
            guard free == 0 else {
                free -= 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func giveBack() {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
    }

    private static let places = Places()

    /// For every test of a suite, too.
    var isRecursive: Bool { true }

    /// Waits for a place, without a thread.
    func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void) async throws {
        guard testCase != nil else { return try await function() }
        await Self.places.take()
        do {
            try await function()
        } catch {
            await Self.places.giveBack()
            throw error
        }
        await Self.places.giveBack()
    }
}

extension Trait where Self == FewAtATime {
    /// The test starts many processes.
    static var fewAtATime: Self { FewAtATime() }
}
