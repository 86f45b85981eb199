import Foundation

@testable import Workstream

/// Time that moves when a test says so, for what takes an `Environment` but runs no task of it.
final class ManualTime: Sendable {
    private struct State {
        var now = Timestamp(nanoseconds: 0)
        var deadline: Timestamp?
        var handler: (@Sendable () -> Timestamp?)?
        var wishes = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private final class ManualAlarm: Alarm {
        let time: ManualTime

        init(_ time: ManualTime) { self.time = time }

        func ring(by deadline: Timestamp) { time.wish(for: deadline) }

        func stop() { time.state.withLock { $0.handler = nil } }
    }

    private let state = Monitor(State())

    /// How often the alarm was set.
    var wishes: Int { state.withLock { $0.wishes } }

    /// A moment so many milliseconds after the beginning.
    func at(_ milliseconds: Int) -> Timestamp {
        Timestamp(nanoseconds: Int64(milliseconds) * 1_000_000)
    }

    /// Moves the clock and rings the alarm as often as it is due.
    func advance(to milliseconds: Int) {
        state.withLock { $0.now = at(milliseconds) }
        while true {
            let due = state.withLock { state -> (@Sendable () -> Timestamp?)? in
                guard let deadline = state.deadline, deadline <= state.now else { return nil }
                state.deadline = nil
                return state.handler
            }
            guard let due else { return }
            if let next = due() { wish(for: next) }
        }
    }

    /// Waits until the alarm was set.
    func wish() async {
        await withCheckedContinuation { continuation in
            let isSet = state.withLock { state in
                if state.wishes == 0 { state.waiter = continuation }
                return state.wishes > 0
            }
            if isSet { continuation.resume() }
        }
    }

    private func wish(for deadline: Timestamp) {
        let waiter = state.withLock { state in
            state.wishes += 1
            state.deadline = min(deadline, state.deadline ?? deadline)
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// The environment with this time.
    var environment: Environment {
        Environment(
            now: { self.state.withLock { $0.now } },
            wallClock: { self.state.withLock { $0.now } },
            randomSeed: { 0 },
            uuid: { UUID() },
            spawn: { name, operation in Task(name: name) { await operation() } },
            spawnPlugin: { name, operation in PluginTask(task: Task(name: name) { await operation() }, abandon: {}) },
            makeAlarm: { handler in
                self.state.withLock { $0.handler = handler }
                return ManualAlarm(self)
            })
    }
}

/// A gate that blocks threads, as bad plugins do.
final class Gate: Sendable {
    private let isOpen = Monitor(false)
    private let condition = ThreadCondition()

    /// Blocks the thread until the gate is open.
    func pass() {
        isOpen.wait(on: condition) { isOpen, _ in isOpen ? .proceed(()) : .sleep(atMost: nil) }
        condition.signal()
    }

    /// Lets everybody through.
    func open() {
        isOpen.withLock { $0 = true }
        condition.signal()
    }
}
