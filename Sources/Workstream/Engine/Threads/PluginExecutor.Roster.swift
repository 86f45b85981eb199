extension PluginExecutor {
    /// Who of the threads does what, and which jobs wait: every decision of the pool, as a value without thread, clock or lock.
    ///
    /// Its promise: when more jobs wait than threads are on their way to them, a tick comes. A tick sees to it that there are as many threads that are
    /// not stuck as there are cores, as far as the limit allows.
    struct Roster<Work> {
        /// A piece of a call, which runs until it ends or waits.
        struct Job {
            let work: Work
            let call: Call
        }

        /// What must be done after a job came.
        enum Need {
            /// Nothing: a thread is on its way.
            case nothing
            /// Wake the thread that sleeps on this.
            case wake(ThreadCondition)
            /// Start this thread.
            case start(Int)
            /// Tick, after the patience has passed.
            case watch
        }

        /// What a thread does next.
        enum Next {
            case run(Job)
            case end
        }

        private enum Activity {
            /// The place is free for a new thread.
            case vacant
            /// Started or woken, and on its way to the queue.
            case coming
            case idle
            case running(Call, since: Int, isWrittenOff: Bool)
        }

        private struct Worker {
            var activity: Activity
            /// Whether the job that it runs has left one behind for which nobody was woken.
            var hasKeptJob = false
            let condition = ThreadCondition()
        }

        private let limits: Limits
        private var queue = FIFO<Job>()
        private var workers: [Worker] = []
        private var vacant: [Int] = []
        /// A stack: the thread that has been idle longest stays so, and ends in time.
        private var idle: [Int] = []
        private var coming = 0
        /// Threads that count against the limit.
        private var counted = 0
        private var writtenOff = 0
        private var ticks = 0
        private var isWatched = false
        private var isStopped = false

        /// Makes a roster without threads.
        init(limits: Limits) {
            self.limits = limits
        }

        /// What the pool looks like now.
        var census: Census {
            Census(threads: counted, idle: idle.count, writtenOff: writtenOff, waiting: queue.count)
        }

        /// What a thread sleeps on.
        func condition(of worker: Int) -> ThreadCondition {
            workers[worker].condition
        }

        /// Takes a job.
        ///
        /// - Parameters:
        ///   - job: The job.
        ///   - worker: The thread whose own job makes it, where it is one of ours.
        mutating func enqueue(_ job: Job, from worker: Int? = nil) -> Need {
            queue.append(job)
            guard queue.count > coming else { return .nothing }
            // A job that makes one other is mostly about to wait for it, as with each hop to an actor. Its thread will take it then, which is far cheaper
            // than waking another one; should the thread block instead, a tick finds it stuck.
            if let worker, !workers[worker].hasKeptJob {
                workers[worker].hasKeptJob = true
                return watch()
            }
            if let worker = idle.popLast() {
                workers[worker].activity = .coming
                coming += 1
                return .wake(workers[worker].condition)
            }
            if counted < min(limits.eager, limits.threads) { return .start(hire()) }
            return watch()
        }

        private mutating func watch() -> Need {
            guard !isWatched else { return .nothing }
            isWatched = true
            return .watch
        }

        /// Says what a thread does next, after its job, after it was started or woken, or after it was idle for the limit; nil: it sleeps.
        mutating func next(for worker: Int, isOverdue: Bool) -> Next? {
            workers[worker].hasKeptJob = false
            switch workers[worker].activity {
            case .vacant: preconditionFailure("A thread that has ended asks for work.")
            case .coming: coming -= 1
            case .running(_, _, isWrittenOff: true):
                writtenOff -= 1
                counted += 1
            case .running: break
            case .idle:
                guard isOverdue || isStopped else { return nil }
                idle.removeAll { $0 == worker }
                return retire(worker)
            }
            // A thread that comes back from an abandoned call may be one too many.
            if counted > limits.threads { return retire(worker) }
            if let job = queue.popFirst() {
                workers[worker].activity = .running(job.call, since: ticks, isWrittenOff: false)
                if job.call.isAbandoned { writeOff(worker) }
                return .run(job)
            }
            if isStopped { return retire(worker) }
            workers[worker].activity = .idle
            idle.append(worker)
            return nil
        }

        /// Writes off the threads that a call occupies, now and from now on.
        mutating func abandon(_ call: Call) {
            guard !call.isAbandoned else { return }
            call.markAbandoned()
            for worker in workers.indices {
                if case .running(let other, _, isWrittenOff: false) = workers[worker].activity, other === call { writeOff(worker) }
            }
        }

        /// Adds threads for those that are stuck, while jobs wait.
        ///
        /// - Returns: The threads to start, and whether another tick is needed.
        mutating func tick() -> (start: [Int], goesOn: Bool) {
            ticks += 1
            guard queue.count > coming else {
                isWatched = false
                return ([], false)
            }
            var stuck = 0
            for worker in workers {
                // A job that began within the tick before last may have run for next to no time.
                if case .running(_, let since, isWrittenOff: false) = worker.activity, ticks - since >= 2 { stuck += 1 }
            }
            // Where all of them are stuck, many more jobs may be of the kind that blocks: growing by half reaches hundreds within a tenth of a second.
            let available = stuck == counted ? max(limits.eager, stuck / 2) : limits.eager
            let wanted = min(available + stuck, limits.threads) - counted
            let count = max(0, min(wanted, queue.count - coming))
            return ((0..<count).map { _ in hire() }, true)
        }

        /// Takes back a thread that could not be started.
        mutating func startFailed(_ worker: Int) {
            coming -= 1
            isWatched = true
            _ = retire(worker)
        }

        /// Lets threads end as soon as no job waits.
        ///
        /// - Returns: What idle threads sleep on.
        mutating func stop() -> [ThreadCondition] {
            isStopped = true
            return idle.map { workers[$0].condition }
        }

        private mutating func hire() -> Int {
            counted += 1
            coming += 1
            if let worker = vacant.popLast() {
                workers[worker].activity = .coming
                return worker
            }
            workers.append(Worker(activity: .coming))
            return workers.count - 1
        }

        private mutating func retire(_ worker: Int) -> Next {
            workers[worker].activity = .vacant
            vacant.append(worker)
            counted -= 1
            return .end
        }

        private mutating func writeOff(_ worker: Int) {
            guard case .running(let call, let since, _) = workers[worker].activity else { return }
            workers[worker].activity = .running(call, since: since, isWrittenOff: true)
            counted -= 1
            writtenOff += 1
        }
    }
}
