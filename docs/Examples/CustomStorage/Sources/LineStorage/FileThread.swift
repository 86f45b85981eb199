import Dispatch

/// Runs what an actor does on a queue of its own, where it may wait for a disk.
final class FileThread: SerialExecutor {
    private let queue = DispatchQueue(label: "LineStorage")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
