#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the process does on a signal.
struct SignalAction {
    /// A function that is called; it may do only what `signal-safety(7)` allows.
    typealias Handler = @convention(c) (Int32) -> Void

    private var action = sigaction()

    /// Calls a function; system calls that it interrupts go on.
    init(calling handler: @escaping Handler) {
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #elseif canImport(Musl)
            action.__sa_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        action.sa_flags = Int32(SA_RESTART)
        sigemptyset(&action.sa_mask)
    }

    /// What the process does at present; `nil` when there is no such signal.
    init?(of signal: ProcessSignal) {
        guard sigaction(signal.rawValue, nil, &action) == 0 else { return nil }
    }

    /// Lets the process do this from now on.
    ///
    /// - Returns: What it did before.
    /// - Throws: ``SignalInbox/Refusal``, as for a signal that cannot be caught.
    func install(for signal: ProcessSignal) throws(SignalInbox.Refusal) -> SignalAction {
        guard var previous = SignalAction(of: signal) else { throw .init(call: "sigaction for \(signal)", number: errno) }
        var action = action
        guard sigaction(signal.rawValue, &action, &previous.action) == 0 else {
            throw .init(call: "sigaction for \(signal)", number: errno)
        }
        return previous
    }

    /// Lets signals interrupt the thread that asks; most threads do not know that they were made with all signals blocked.
    static func unblock(_ signals: some Collection<ProcessSignal>) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal.rawValue) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// Whether that function is called.
    func calls(_ handler: Handler) -> Bool {
        address == unsafeBitCast(handler, to: UInt.self)
    }

    /// Where the function lies; 0 for the usual effect, 1 for none (`SIG_DFL`, `SIG_IGN`).
    var address: UInt {
        // SAFETY: all forms of the union are one pointer, and a missing function is a null pointer.
        #if canImport(Glibc)
            unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
        #elseif canImport(Musl)
            unsafeBitCast(action.__sa_handler.sa_handler, to: UInt.self)
        #else
            unsafeBitCast(action.__sigaction_u.__sa_handler, to: UInt.self)
        #endif
    }
}
