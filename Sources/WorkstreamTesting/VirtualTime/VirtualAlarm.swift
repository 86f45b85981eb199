import Synchronization
import Workstream

/// An alarm of virtual time, for the engine's watchdog.
final class VirtualAlarm: Alarm {
    private struct State {
        var deadline: Timestamp?
        var timer: TimerID?
        var isStopped = false
    }

    private let state = Mutex(State())
    private let executor: SeededExecutor
    private let handler: @Sendable () -> Timestamp?

    /// Makes an alarm that is not set.
    init(executor: SeededExecutor, handler: @escaping @Sendable () -> Timestamp?) {
        self.executor = executor
        self.handler = handler
    }

    /// Asks to ring at a moment at the latest.
    func ring(by deadline: Timestamp) {
        let replaced: TimerID?? = state.withLock { state in
            if state.isStopped { return nil }
            if let present = state.deadline, present <= deadline { return nil }
            state.deadline = deadline
            return .some(state.timer.take())
        }
        guard let replaced else { return }
        if let replaced { executor.cancel(replaced) }
        let timer = executor.schedule(.alarm(self), at: deadline)
        state.withLock { $0.timer = timer }
    }

    /// Rings no more.
    func stop() {
        let timer = state.withLock { state in
            state.isStopped = true
            return state.timer.take()
        }
        if let timer { executor.cancel(timer) }
    }

    /// Rings; the executor calls it when its time has come.
    func ring() {
        state.withLock { state in
            state.deadline = nil
            state.timer = nil
        }
        if let next = handler() { ring(by: next) }
    }
}
