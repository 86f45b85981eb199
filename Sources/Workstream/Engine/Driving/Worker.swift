import Synchronization

/// A task on plugin threads that makes calls, one after another.
///
/// It goes on with whatever attempt the end of one hands it, so that there is no task per action. A worker that was cancelled makes no further call, because
/// its task stays cancelled.
final class Worker: Sendable {
    private struct State {
        var task: PluginTask?
        var isAbandoned = false
    }

    /// Whose calls it makes.
    let driver: RunDriver
    private let state = Lock(State())
    /// Changed under the lock; looked at with every call, and so without it.
    private let cancelled = Atomic(false)

    /// A worker of which nobody knows the task yet.
    init(for driver: RunDriver) {
        self.driver = driver
    }

    /// Whether its task was cancelled.
    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// Tells the worker which task it is; a cancellation that came before reaches it now.
    func run(as task: PluginTask) {
        let (isCancelled, isAbandoned) = state.withLock { state in
            state.task = task
            return (self.isCancelled, state.isAbandoned)
        }
        if isCancelled { task.cancel() }
        if isAbandoned { task.abandon() }
    }

    /// Cancels the call under way.
    func cancel() {
        let task = state.withLock { state in
            cancelled.store(true, ordering: .releasing)
            return state.task
        }
        // Outside the lock: handlers of the plugin run in here.
        task?.cancel()
    }

    /// Writes off the threads of a call that does not end.
    func abandon() {
        let task = state.withLock { state in
            state.isAbandoned = true
            return state.task
        }
        task?.abandon()
    }
}
