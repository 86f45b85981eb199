extension PluginExecutor {
    /// The threads, and the jobs that wait for them.
    ///
    /// ``Roster``, a value, makes all the decisions; this class locks it, and starts, wakes and runs what it says.
    final class Pool: Sendable {
        /// A roster of the runtime's jobs.
        typealias Roster = PluginExecutor.Roster<UnownedJob>

        /// What threads hold: not the pool, so that threads with nothing to do do not keep it alive.
        private final class Core: Sendable {
            let roster: Monitor<Roster>
            let clock = SteadyClock(opening: Timestamp(nanoseconds: 0))
            let limits: Limits

            init(limits: Limits) {
                self.limits = limits
                roster = Monitor(Roster(limits: limits))
            }
        }

        private let core: Core
        private let alarm: AlarmThread

        /// Makes a pool without threads for jobs.
        init(limits: Limits) throws {
            let core = Core(limits: limits)
            self.core = core
            alarm = try AlarmThread(clock: core.clock) { Self.tick(core) }
        }

        /// What the pool looks like now.
        var census: Census {
            core.roster.withLock { $0.census }
        }

        /// Lets a job run as soon as a thread can be had.
        func enqueue(_ job: Roster.Job) {
            let worker = Self.worker(of: core)
            switch core.roster.withLock({ $0.enqueue(job, from: worker) }) {
            case .nothing: break
            case .wake(let condition): condition.signal()
            case .start(let worker):
                if !Self.start(worker, core) { alarm.ring(by: core.clock.now + core.limits.patience) }
            case .watch: alarm.ring(by: core.clock.now + core.limits.patience)
            }
        }

        /// Writes off the threads of a call.
        func abandon(_ call: Call) {
            core.roster.withLock { $0.abandon(call) }
        }

        /// Lets threads end as soon as no job waits.
        func stop() {
            for condition in core.roster.withLock({ $0.stop() }) { condition.signal() }
        }

        private static func tick(_ core: Core) -> Timestamp? {
            let tick = core.roster.withLock { $0.tick() }
            // A thread that cannot be had is tried for again at the next tick, which comes in any case.
            for worker in tick.start { _ = start(worker, core) }
            return tick.goesOn ? core.clock.now + core.limits.patience : nil
        }

        /// Starts a thread; if none can be had, the roster is told, and whether it must be watched is the result.
        private static func start(_ worker: Int, _ core: Core) -> Bool {
            do {
                try NativeThread.start(name: "workstream-call") { work(as: worker, core) }
                return true
            } catch {
                core.roster.withLock { $0.startFailed(worker) }
                return false
            }
        }

        /// Which of our threads a thread is; found by each thread in its own place of this key.
        private static let seat = ThreadSeat<Seat>()

        private final class Seat {
            let core: Core
            let worker: Int

            init(core: Core, worker: Int) {
                self.core = core
                self.worker = worker
            }
        }

        /// The number of the thread that asks, where it is one of this pool's.
        private static func worker(of core: Core) -> Int? {
            guard let seat = seat.value, seat.core === core else { return nil }
            return seat.worker
        }

        private static func work(as worker: Int, _ core: Core) {
            seat.value = Seat(core: core, worker: worker)
            let condition = core.roster.withLock { $0.condition(of: worker) }
            while true {
                let next: Roster.Next = core.roster.wait(on: condition) { roster, isOverdue in
                    if let next = roster.next(for: worker, isOverdue: isOverdue) { return .proceed(next) }
                    return .sleep(atMost: core.limits.idle)
                }
                switch next {
                case .run(let job): job.work.runSynchronously(on: job.call.asUnownedTaskExecutor())
                case .end: return
                }
            }
        }
    }
}
