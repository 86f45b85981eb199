import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the signals of the process come in, and from where they go to all who listen.
///
/// A signal interrupts a thread anywhere, even inside `malloc`, so that next to nothing may be done there: the handler writes the number into a pipe, and a
/// thread reads it. Both are made when somebody first listens and stay to the end of the process; the handlers are there only while somebody listens.
enum SignalInbox {
    /// Somebody who listens.
    struct Place: Sendable, Hashable {
        fileprivate let number: Int
    }

    /// The system refused.
    struct Refusal: Error, CustomStringConvertible {
        /// What was asked of it.
        let call: String
        /// Its error number.
        let number: Int32

        /// Both as text.
        var description: String { "\(call) was refused with error \(number)" }
    }

    private struct Listener {
        let signals: Set<ProcessSignal>
        let hear: @Sendable (ProcessSignal) -> Void
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var last = 0
        /// What the process did before, of each signal that somebody listens to.
        var previous: [ProcessSignal: SignalAction] = [:]
    }

    private static let state = Lock(State())
    // Outside the lock, since a handler must never wait for one.
    private static let entrance = Atomic<Int32>(-1)

    /// Listens to signals.
    ///
    /// - Parameters:
    ///   - signals: Which.
    ///   - hear: Called for each that comes, on the thread of the inbox.
    /// - Throws: ``Refusal``, or ``NativeThread/StartFailure``.
    static func add(_ signals: Set<ProcessSignal>, _ hear: @escaping @Sendable (ProcessSignal) -> Void) throws -> Place {
        try state.withLock { state in
            if entrance.load(ordering: .acquiring) < 0 { try open() }
            var replaced: [ProcessSignal: SignalAction] = [:]
            do {
                for signal in signals where state.previous[signal] == nil {
                    replaced[signal] = try SignalAction(calling: handler).install(for: signal)
                }
            } catch {
                for (signal, action) in replaced { _ = try? action.install(for: signal) }
                throw error
            }
            state.previous.merge(replaced) { old, _ in old }
            handler(change)
            state.last += 1
            state.listeners[state.last] = Listener(signals: signals, hear: hear)
            return Place(number: state.last)
        }
    }

    /// Listens no more; where nobody else does, the process does again what it did before.
    static func remove(_ place: Place) {
        state.withLock { state in
            guard let listener = state.listeners.removeValue(forKey: place.number) else { return }
            let others = state.listeners.values.reduce(into: Set<ProcessSignal>()) { $0.formUnion($1.signals) }
            for signal in listener.signals.subtracting(others) {
                guard let previous = state.previous.removeValue(forKey: signal) else { continue }
                // Whoever has put a handler over ours meanwhile keeps it.
                if SignalAction(of: signal)?.calls(handler) == true { _ = try? previous.install(for: signal) }
            }
        }
    }

    // No signal has this number: it tells the thread of the inbox that there are others to let through.
    private static let change: Int32 = 0

    private static let handler: SignalAction.Handler = { number in
        let error = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(entrance.load(ordering: .relaxed), &byte, 1)
        errno = error
    }

    private static func open() throws {
        var ends: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutableBytes(of: &ends) { pipe($0.baseAddress?.assumingMemoryBound(to: Int32.self)) }
        guard result == 0 else { throw Refusal(call: "pipe", number: errno) }
        let (exit, entrance) = ends
        for end in [exit, entrance] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A handler must not wait for room.
        _ = fcntl(entrance, F_SETFL, O_NONBLOCK)
        do {
            try NativeThread.start(name: "workstream-signals", stackSize: 1 << 20) { deliver(from: exit) }
        } catch {
            close(exit)
            close(entrance)
            throw error
        }
        Self.entrance.store(entrance, ordering: .releasing)
    }

    private static func deliver(from exit: Int32) {
        var byte: UInt8 = 0
        while true {
            let count = read(exit, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return }
            let signal = ProcessSignal(rawValue: Int32(byte))
            let (caught, listeners) = state.withLock { state in
                (Array(state.previous.keys), state.listeners.filter { $0.value.signals.contains(signal) }.sorted { $0.key < $1.key })
            }
            // The threads of the shared pool block all signals, and the main thread may have ended: this one lets them through.
            if signal.rawValue == change { SignalAction.unblock(caught) }
            for listener in listeners { listener.value.hear(signal) }
        }
    }
}
