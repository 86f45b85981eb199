/// An ``Alarm`` in real time, with a thread of its own.
///
/// It works also when every thread of the shared pool and every plugin thread is blocked. The handler runs on the alarm's thread and must be short: it
/// hands something to an actor or wakes a thread.
package final class AlarmThread: Alarm {
    private struct State {
        var deadline: ContinuousClock.Instant?
        var isStopped = false
    }

    private enum Next {
        case ring
        case end
    }

    /// What the thread holds: not the alarm itself, so that the alarm's end can end the thread.
    private final class Core: Sendable {
        let monitor = Monitor(State())
        let condition = ThreadCondition()
    }

    private let core = Core()
    private let clock: SteadyClock

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - clock: What its times mean.
    ///   - handler: Runs when it rings, and says when to ring next, if at all.
    /// - Throws: ``NativeThread/StartFailure``.
    package init(clock: SteadyClock, handler: @escaping @Sendable () -> Timestamp?) throws {
        self.clock = clock
        let core = core
        try NativeThread.start(name: "workstream-time", stackSize: 1 << 20) {
            while Self.waitForNext(core) == .ring {
                if let next = handler() { Self.ring(core, by: clock.instant(at: next)) }
            }
        }
    }

    deinit {
        stop()
    }

    /// Asks to ring at a moment at the latest.
    package func ring(by deadline: Timestamp) {
        Self.ring(core, by: clock.instant(at: deadline))
    }

    /// Ends the thread, after a handler under way.
    package func stop() {
        core.monitor.withLock { $0.isStopped = true }
        core.condition.signal()
    }

    private static func ring(_ core: Core, by deadline: ContinuousClock.Instant) {
        let isEarlier = core.monitor.withLock { state in
            if let present = state.deadline, present <= deadline { return false }
            state.deadline = deadline
            return true
        }
        if isEarlier { core.condition.signal() }
    }

    private static func waitForNext(_ core: Core) -> Next {
        core.monitor.wait(on: core.condition) { state, _ in
            guard !state.isStopped else { return .proceed(.end) }
            guard let deadline = state.deadline else { return .sleep(atMost: nil) }
            let rest = ContinuousClock.now.duration(to: deadline)
            guard rest > .zero else {
                state.deadline = nil
                return .proceed(.ring)
            }
            // A condition variable stands still while the machine sleeps, the continuous clock does not. Looking every few seconds, as long as anything
            // is due at all, bounds how late a timer is after a suspension.
            return .sleep(atMost: min(rest, .seconds(5)))
        }
    }
}
