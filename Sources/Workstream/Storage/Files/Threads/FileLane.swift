/// An executor on which one thing at a time happens, on whichever of the ``FileThreads`` is free.
///
/// An actor on a lane may block: it holds up itself and a thread that is there for it.
final class FileLane: SerialExecutor {
    private struct State {
        var jobs = FIFO<UnownedJob>()
        var isRunning = false
    }

    private let threads: FileThreads
    private let state = Lock(State())

    init(on threads: FileThreads) {
        self.threads = threads
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustRun = state.withLock { state in
            state.jobs.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustRun { threads.enqueue { self.runNext() } }
    }

    /// Runs one job and lines up again behind other lanes: a busy run must not starve the others.
    private func runNext() {
        let job = state.withLock { $0.jobs.popFirst() }
        job?.runSynchronously(on: asUnownedSerialExecutor())
        let hasMore = state.withLock { state in
            state.isRunning = !state.jobs.isEmpty
            return state.isRunning
        }
        if hasMore { threads.enqueue { self.runNext() } }
    }
}
