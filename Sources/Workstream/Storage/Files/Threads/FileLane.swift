/// An executor on which one thing at a time happens, on whichever of the ``FileThreads`` is free.
///
/// An actor on a lane may block: it holds up itself and a thread that is there for it.
final class FileLane: SerialExecutor {
    private struct State {
        var jobs = FIFO<UnownedJob>()
        var isRunning = false
        /// The thread that came here to do something itself.
        var guest: UInt?
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
        goOn()
    }

    private func goOn() {
        let hasMore = state.withLock { state in
            state.guest = nil
            state.isRunning = !state.jobs.isEmpty
            return state.isRunning
        }
        if hasMore { threads.enqueue { self.runNext() } }
    }

    /// Does something on the thread that asks, as if it were a job of this lane, where that may be and nothing is under way.
    ///
    /// - Returns: What it gives; `nil` where it was not done.
    func runHere<Result>(_ body: () throws -> Result) rethrows -> Result? {
        guard threads.admitsGuest() else { return nil }
        defer { threads.guestLeft() }
        let isFree = state.withLock { state in
            guard !state.isRunning else { return false }
            state.isRunning = true
            state.guest = NativeThread.currentID
            return true
        }
        guard isFree else { return nil }
        defer { goOn() }
        return try body()
    }

    /// Asked where an actor is entered without a job: only the thread that was let in may.
    func checkIsolated() {
        let isGuest = state.withLock { $0.guest } == NativeThread.currentID
        precondition(isGuest, "An actor was entered beside its lane.")
    }
}
