/// One task that sleeps until it is woken or cancelled, whichever comes first.
package final class Sleeper: Sendable {
    private enum State {
        case awake
        case asleep(CheckedContinuation<Void, any Error>)
        case over(cancelled: Bool)
    }

    private let state = Lock(State.awake)

    /// Makes a sleeper that is still awake.
    package init() {}

    /// Falls asleep, and sees to it that somebody wakes it.
    ///
    /// - Parameter arrange: Runs before the sleep begins, but not where the task is cancelled already: sets the timer that calls ``wake()``.
    /// - Throws: `CancellationError` when the task is cancelled, or ``cancel()`` was called, before it is woken.
    package func sleep(_ arrange: () -> Void) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let early = state.withLock { state -> Bool? in
                    if case .over(let cancelled) = state { return cancelled }
                    state = .asleep(continuation)
                    return nil
                }
                switch early {
                case true?: continuation.resume(throwing: CancellationError())
                case false?: continuation.resume()
                case nil: arrange()
                }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Wakes the task.
    package func wake() {
        end(cancelled: false)?.resume()
    }

    /// Ends the sleep with a `CancellationError`.
    package func cancel() {
        end(cancelled: true)?.resume(throwing: CancellationError())
    }

    private func end(cancelled: Bool) -> CheckedContinuation<Void, any Error>? {
        state.withLock { state in
            defer {
                if case .over = state {} else { state = .over(cancelled: cancelled) }
            }
            guard case .asleep(let continuation) = state else { return nil }
            return continuation
        }
    }
}
