import Synchronization
import Workstream

/// A task that sleeps in virtual time, once or several times, until it is cancelled.
///
/// A simulation sleeps more than it does anything else, so this keeps to what is needed on one thread: cancellation is looked after once for several sleeps,
/// and continuations are not checked.
final class VirtualSleeper: Sendable {
    private struct State {
        var continuation: UnsafeContinuation<Void, any Error>?
        var timer: TimerID?
        var isCancelled = false
    }

    private let executor: SeededExecutor
    private let state = Mutex(State())

    /// A sleeper that is awake.
    init(on executor: SeededExecutor) {
        self.executor = executor
    }

    /// Does something in which the task may sleep here; a cancellation of the task ends the sleep, and those that follow.
    func asLongAsNeeded<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await withTaskCancellationHandler(operation: body) { cancel() }
    }

    /// Sleeps until a moment.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    func sleep(until deadline: Timestamp) async throws {
        try await withUnsafeThrowingContinuation { continuation in
            let isCancelled = state.withLock { state in
                if !state.isCancelled { state.continuation = continuation }
                return state.isCancelled
            }
            guard !isCancelled else { return continuation.resume(throwing: CancellationError()) }
            let timer = executor.schedule(.sleeper(self), at: deadline)
            state.withLock { $0.timer = timer }
        }
    }

    /// Wakes the task; the executor calls it when its time has come.
    func wake() {
        let continuation = state.withLock { state in
            state.timer = nil
            return state.continuation.take()
        }
        continuation?.resume()
    }

    private func cancel() {
        let (continuation, timer) = state.withLock { state in
            state.isCancelled = true
            return (state.continuation.take(), state.timer.take())
        }
        if let timer { executor.cancel(timer) }
        continuation?.resume(throwing: CancellationError())
    }
}
