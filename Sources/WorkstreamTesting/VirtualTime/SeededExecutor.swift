import Synchronization
public import Workstream

/// Runs asynchronous code on one thread, in an order that follows from a seed and in virtual time.
///
/// A test that goes wrong once in a thousand schedules goes wrong again with the same seed, and an hour of waiting takes no time: whenever nothing can run,
/// the clock jumps to the next timer. Where there is none either, the code waits for something that never comes, and ``run(_:)`` says so.
///
/// ```swift
/// let executor = SeededExecutor(seed: 1)
/// let waited = try executor.run {
///     let start = executor.clock.now
///     async let short: Void = executor.clock.sleep(for: .seconds(60))
///     async let long: Void = executor.clock.sleep(for: .seconds(3_600))
///     _ = try await (short, long)
///     return start.duration(to: executor.clock.now)
/// }
/// #expect(waited == .seconds(3_600))
/// ```
///
/// Child tasks (`async let`, task groups), actors without an executor of their own, streams and continuations all run on the executor. `Task { }`,
/// `Task.detached`, `Task.sleep` and threads escape it: start tasks with ``spawn(_:_:)`` or as children, sleep with ``clock``. What escaped shows as a
/// deadlock, or stops the program with a message when it comes back from another thread. Do not iterate over unsorted sets and dictionaries: their order
/// changes from process to process.
public final class SeededExecutor: TaskExecutor {
    /// A plain mutex: there is one thread, and generic locks of another module are slow.
    private let schedule: Mutex<Schedule>
    private let seed: UInt64

    /// Makes an executor.
    ///
    /// - Parameters:
    ///   - seed: What the order follows from.
    ///   - start: What the virtual clock shows at first; the beginning of 2026 in UTC where none is given.
    ///   - limits: How far a run may go.
    public init(seed: UInt64, start: Timestamp = Timestamp(nanoseconds: 1_767_225_600_000_000_000), limits: Limits = Limits()) {
        self.seed = seed
        schedule = Mutex(Schedule(seed: seed, start: start, limits: limits))
    }

    /// The virtual clock.
    public var clock: VirtualClock { VirtualClock(executor: self) }

    /// What the virtual clock shows.
    public var now: Timestamp { schedule.withLock { $0.now } }

    /// How many jobs have run; a job is what a task does from one wait to the next.
    public var jobs: Int { schedule.withLock { $0.jobs } }

    /// Whether nothing can run but the job that asks.
    var isIdle: Bool { schedule.withLock { $0.ready.isEmpty } }

    /// A number that follows from everything that was picked so far, from the virtual time and from what was noted.
    ///
    /// Two runs with the same number did the same in the same order, as far as the executor sees.
    public var fingerprint: UInt64 { schedule.withLock { $0.fingerprint } }

    /// Lets a text count for the ``fingerprint``.
    public func note(_ text: String) {
        schedule.withLock { schedule in
            for byte in text.utf8 { schedule.mix(UInt64(byte)) }
        }
    }

    /// Begins a task on the executor that is no child of the one that asks.
    ///
    /// - Parameters:
    ///   - name: What debuggers show.
    ///   - operation: What it does.
    @discardableResult
    public func spawn(_ name: String, _ operation: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        // Unstructured, which is its purpose.
        Task(name: name, executorPreference: self) { await operation() }
    }

    /// Runs a closure to its end, on the calling thread.
    ///
    /// When it returns or throws, everything stops where it stands, as when a process ends: tasks that it left behind do not go on, unless another closure
    /// is run by the same executor. In between the clock stands still.
    /// - Throws: What the closure throws, or ``Failure``.
    public func run<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws -> Result {
        let outcome = Lock<Swift.Result<Result, any Error>?>(nil)
        schedule.withLock { $0.begin() }
        defer { schedule.withLock { $0.end() } }
        begin(body, outcome)
        try work()
        guard let result = outcome.withLock({ $0 }) else { preconditionFailure("A run ended without a result.") }
        return try result.get()
    }

    /// Runs a closure that may not be alive afterwards, such as the body of a test, to its end.
    ///
    /// Where it waits for something that never comes, or goes too far, that is told, and the closure is cancelled; one that does not end then either stops
    /// the program, since nothing else would let go of it.
    /// - Parameters:
    ///   - body: The closure.
    ///   - tell: Takes the failure.
    /// - Throws: What the closure throws.
    func runWhole(_ body: @Sendable @concurrent () async throws -> Void, tell: (Failure) -> Void) throws {
        let outcome = Lock<Swift.Result<Void, any Error>?>(nil)
        schedule.withLock { $0.begin() }
        defer { schedule.withLock { $0.end() } }
        try withoutActuallyEscaping(body) { body in
            let task = begin(body, outcome)
            do {
                try work()
            } catch let failure as Failure {
                tell(failure)
                task.cancel()
                schedule.withLock { $0.extendLimits() }
                do { try work() } catch {
                    fatalError("A test in virtual time does not even end after it was cancelled. Nothing would let go of it. \(failure)")
                }
            }
        }
        try outcome.withLock { $0 }?.get()
    }

    @discardableResult
    private func begin<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result, _ outcome: Lock<Swift.Result<Result, any Error>?>
    ) -> Task<Void, Never> {
        // Unstructured, because running is synchronous: the loop of `work` is what the task waits for.
        Task(name: "seed \(seed)", executorPreference: self) {
            do {
                let result = try await body()
                outcome.withLock { $0 = .success(result) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
            self.schedule.withLock { $0.isOver = true }
        }
    }

    /// Runs what can run, until the closure has ended.
    private func work() throws {
        while true {
            switch schedule.withLock({ $0.next() }) {
            case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .wake(let timer): wake(timer)
            case .fail(let failure): throw failure
            case .end: return
            }
        }
    }

    /// Takes a job.
    ///
    /// While a run is under way, only its own thread may give one.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isForeign = schedule.withLock { schedule in
            if schedule.isForeign { return true }
            schedule.ready.append(job)
            return false
        }
        if isForeign { Self.trap("a job came") }
    }

    /// Sets a timer of virtual time.
    func schedule(_ timer: Schedule.Timer, at deadline: Timestamp) -> TimerID {
        let id = schedule.withLock { schedule in schedule.isForeign ? nil : schedule.insert(timer, at: deadline) }
        guard let id else { Self.trap("a timer was set") }
        return id
    }

    /// Takes a timer back.
    func cancel(_ timer: TimerID) {
        schedule.withLock { $0.remove(timer) }
    }

    /// A number for an id or a seed, apart from those that decide the order.
    func drawIdentifier() -> UInt64 {
        schedule.withLock { $0.identifiers.next() }
    }

    private func wake(_ timer: Schedule.Timer) {
        switch timer {
        case .sleeper(let sleeper): sleeper.wake()
        case .alarm(let alarm): alarm.ring()
        case .action(let action): action()
        }
    }

    private static func trap(_ event: String) -> Never {
        fatalError(
            "While the seeded executor runs, \(event) from another thread. The order would no longer follow from the seed. Something has escaped the "
                + "executor: `Task { }`, `Task.detached`, `Task.sleep`, an actor with an executor of its own, or a thread. Begin tasks as children or with "
                + "`spawn`, sleep with the executor's clock, and keep threads out of what is simulated.")
    }
}
