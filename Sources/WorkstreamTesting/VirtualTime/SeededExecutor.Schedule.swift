import Workstream

extension SeededExecutor {
    /// What can run, what waits for its time, and what comes next.
    struct Schedule {
        /// What happens at a moment of virtual time.
        enum Timer {
            case sleeper(VirtualSleeper)
            case alarm(VirtualAlarm)
            case action(@Sendable () -> Void)
        }

        /// What the run's loop does next.
        enum Next {
            case run(UnownedJob)
            case wake(Timer)
            case fail(Failure)
            case end
        }

        /// Jobs that can run, in no order that matters.
        var ready: [UnownedJob] = []
        /// What waits for its time, by place in `timers`.
        private var deadlines = NumberedTimers()
        private var timers: [Timer?] = []
        private var freePlaces: [Int] = []
        /// What the virtual clock shows.
        private(set) var now: Timestamp
        /// How many jobs have run.
        private(set) var jobs = 0
        /// What the run did so far, as a number.
        private(set) var fingerprint: UInt64 = 0
        /// Numbers for ids and seeds.
        var identifiers: SeededGenerator
        /// Whether the closure has ended.
        var isOver = false

        private let seed: UInt64
        private var lastMoment: Timestamp
        private var limits: Limits
        private var order: SeededGenerator
        /// The thread that runs the loop; nil while none does.
        private var owner: UInt?

        /// Makes a schedule with nothing on it.
        init(seed: UInt64, start: Timestamp, limits: Limits) {
            self.seed = seed
            self.limits = limits
            now = start
            lastMoment = start + limits.virtualTime
            let generator = SeededGenerator(seed: seed)
            order = generator.derived(0)
            identifiers = generator.derived(1)
        }

        /// Whether a run is under way on another thread than this one.
        var isForeign: Bool { owner != nil && owner != NativeThread.currentID }

        /// Begins a run on this thread.
        mutating func begin() {
            precondition(owner == nil, "A seeded executor can run one closure at a time, and it is asked for a second one. Use an executor for each.")
            owner = NativeThread.currentID
            isOver = false
        }

        /// Ends the run.
        mutating func end() {
            owner = nil
        }

        /// Lets what has reached its limits go as far again.
        mutating func extendLimits() {
            limits.jobs = jobs + limits.jobs
            lastMoment = now + limits.virtualTime
        }

        /// Adds a number to what the run did.
        mutating func mix(_ number: UInt64) {
            // FNV-1a's step, on words: quick, and every number changes all that follow.
            fingerprint = ((fingerprint ^ number) &* 0x0000_0100_0000_01B3) ^ (fingerprint >> 29)
        }

        /// Says what comes next: a job that can run, picked by the seed, else the next moment of virtual time.
        mutating func next() -> Next {
            if isOver { return .end }
            if !ready.isEmpty {
                guard jobs < limits.jobs else { return .fail(.jobLimit(limits.jobs, at: now, seed: seed)) }
                jobs += 1
                let pick = order.next(below: ready.count)
                mix(UInt64(ready.count) << 32 | UInt64(pick))
                ready.swapAt(pick, ready.count - 1)
                return .run(ready.removeLast())
            }
            guard let deadline = deadlines.nextDeadline else { return .fail(.deadlock(at: now, jobs: jobs, seed: seed)) }
            guard deadline <= lastMoment else { return .fail(.timeLimit(limits.virtualTime, next: deadline, jobs: jobs, seed: seed)) }
            now = max(now, deadline)
            mix(UInt64(bitPattern: now.nanoseconds))
            guard let place = deadlines.popDue(at: now), let timer = takeTimer(at: place) else { preconditionFailure("A timer was due and is gone.") }
            return .wake(timer)
        }

        /// Sets a timer.
        mutating func insert(_ timer: Timer, at deadline: Timestamp) -> TimerID {
            if let place = freePlaces.popLast() {
                timers[place] = timer
                return deadlines.insert(place, at: deadline)
            }
            timers.append(timer)
            return deadlines.insert(timers.count - 1, at: deadline)
        }

        /// Takes a timer back.
        mutating func remove(_ timer: TimerID) {
            if let place = deadlines.remove(timer) { _ = takeTimer(at: place) }
        }

        private mutating func takeTimer(at place: Int) -> Timer? {
            freePlaces.append(place)
            return timers[place].take()
        }
    }
}
