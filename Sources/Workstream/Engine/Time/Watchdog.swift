/// All the timers of an engine: timeouts, waits, delays, intervals, lease renewals.
///
/// One heap and one alarm serve them all, because a sleeping task for each costs far more, and cancelling many of those is slow. The alarm does not stand on
/// the shared pool, so timers run when everything else is blocked.
package final class Watchdog: Sendable {
    /// What a timer does when it is due.
    ///
    /// It runs on the alarm's thread: it hands an input to an actor or resumes a continuation, nothing more.
    package typealias Action = @Sendable () -> Void

    private enum Timer {
        case action(Action)
        case sleeper(Sleeper)

        func ring() {
            switch self {
            case .action(let action): action()
            case .sleeper(let sleeper): sleeper.wake()
            }
        }
    }

    private struct State {
        var timers = TimerHeap<Timer>()
        /// The alarm will ring at this moment or before; nil where it may not ring at all.
        var armed: Timestamp?
        var isStopped = false
    }

    /// What the alarm's handler holds, so that the alarm does not keep the watchdog alive.
    private final class Core: Sendable {
        let state = Lock(State())
        let now: @Sendable () -> Timestamp

        init(now: @escaping @Sendable () -> Timestamp) {
            self.now = now
        }

        func ring() -> Timestamp? {
            var due: [Timer] = []
            let next = state.withLock { state -> Timestamp? in
                let now = now()
                while let timer = state.timers.popDue(at: now) { due.append(timer) }
                state.armed = state.timers.nextDeadline
                return state.armed
            }
            // Outside the lock, since an action may set a timer.
            for timer in due { timer.ring() }
            return next
        }
    }

    private let core: Core
    private let alarm: any Alarm

    /// Makes a watchdog without timers.
    ///
    /// - Parameter environment: Where its time and its alarm come from.
    /// - Throws: ``NativeThread/StartFailure`` where the alarm needs a thread and cannot have one.
    package init(environment: Environment) throws {
        let core = Core(now: environment.now)
        self.core = core
        alarm = try environment.makeAlarm { core.ring() }
    }

    deinit {
        alarm.stop()
    }

    /// How many timers wait.
    package var count: Int {
        core.state.withLock { $0.timers.count }
    }

    /// Sets a timer.
    ///
    /// - Parameters:
    ///   - deadline: When it is due; a moment that has passed is due at once, yet never before this call returns in virtual time.
    ///   - action: What it does then.
    /// - Returns: Its name, for cancelling it.
    /// - Complexity: O(log n).
    @discardableResult
    package func schedule(at deadline: Timestamp, _ action: @escaping Action) -> TimerID {
        schedule(.action(action), at: deadline)
    }

    /// Sleeps until a moment.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled or the watchdog stopped.
    package func sleep(until deadline: Timestamp) async throws {
        let sleeper = Sleeper()
        var timer: TimerID?
        defer {
            if let timer { cancel(timer) }
        }
        try await sleeper.sleep { timer = schedule(.sleeper(sleeper), at: deadline) }
    }

    private func schedule(_ timer: Timer, at deadline: Timestamp) -> TimerID {
        let (id, isStopped, mustArm) = core.state.withLock { state -> (TimerID, Bool, Bool) in
            let id = state.timers.insert(timer, at: deadline)
            if state.isStopped {
                state.timers.remove(id)
                return (id, true, false)
            }
            if let armed = state.armed, armed <= deadline { return (id, false, false) }
            state.armed = deadline
            return (id, false, true)
        }
        if isStopped, case .sleeper(let sleeper) = timer { sleeper.cancel() }
        // Two threads may arm in either order: the alarm keeps the earliest wish.
        if mustArm { alarm.ring(by: deadline) }
        return id
    }

    /// Takes a timer back.
    ///
    /// The alarm is left as it is and may ring for nothing, which is cheaper than setting it anew for each timeout that did not happen.
    /// - Returns: Whether the timer was still waiting; if not, its action ran, is running, or is about to.
    /// - Complexity: O(log n).
    @discardableResult
    package func cancel(_ timer: TimerID) -> Bool {
        core.state.withLock { $0.timers.remove(timer) != nil }
    }

    /// Drops all timers, those set later as well, and ends the alarm.
    ///
    /// Whoever sleeps in ``sleep(until:)`` gets a `CancellationError`.
    package func stop() {
        let dropped = core.state.withLock { state in
            state.isStopped = true
            return state.timers.removeAll()
        }
        for case .sleeper(let sleeper) in dropped { sleeper.cancel() }
        alarm.stop()
    }
}
