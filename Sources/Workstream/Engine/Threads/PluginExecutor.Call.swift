import Synchronization

extension PluginExecutor {
    /// One plugin call on the executor, with everything that it awaits and its child tasks.
    ///
    /// It is the task executor of its call, so that the pool knows which threads the call occupies.
    package final class Call: TaskExecutor {
        private let pool: Pool
        private let abandoned = Atomic(false)

        /// Makes the executor of one call.
        init(pool: Pool) {
            self.pool = pool
        }

        /// Whether the engine has given the call up.
        var isAbandoned: Bool { abandoned.load(ordering: .relaxed) }

        /// Gives the call up: the threads that it occupies now or later no longer count, and others take their place.
        ///
        /// What it still does runs on; nothing can stop it.
        package func abandon() {
            pool.abandon(self)
        }

        /// Remembers the abandonment; the pool does so while it is locked.
        func markAbandoned() {
            abandoned.store(true, ordering: .relaxed)
        }

        /// Takes a job of the call.
        package func enqueue(_ job: consuming ExecutorJob) {
            pool.enqueue(Pool.Roster.Job(work: UnownedJob(job), call: self))
        }
    }
}
