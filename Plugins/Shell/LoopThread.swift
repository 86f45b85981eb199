#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the event thread begins with.
final class LoopThread: Sendable {
    private let inbox: LoopInbox
    private let usesExitDescriptors: Bool

    /// The beginning of a thread for the wishes in an inbox.
    init(inbox: LoopInbox, usesExitDescriptors: Bool) {
        self.inbox = inbox
        self.usesExitDescriptors = usesExitDescriptors
    }

    /// Starts the thread, with all signals blocked but those of faults.
    ///
    /// Signals for the process then go to threads that want them, and a write to a pipe without a reader is an error here and not the end of the process.
    ///
    /// - Throws: `ProcessFailure` with code `.resources` when the system has no thread to give.
    static func start(_ beginning: LoopThread) throws(ProcessFailure) {
        var blocked = sigset_t()
        var previous = sigset_t()
        sigfillset(&blocked)
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, signal) }
        // A thread begins with the mask of the one that made it.
        pthread_sigmask(SIG_BLOCK, &blocked, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        let argument = Unmanaged.passRetained(beginning)
        #if canImport(Darwin)
            var thread: pthread_t?
            let result = pthread_create(&thread, nil, { LoopThread.work($0) }, argument.toOpaque())
            if result == 0, let thread { pthread_detach(thread) }
        #else
            var thread = pthread_t()
            let result = pthread_create(&thread, nil, { $0.map { LoopThread.work($0) } ?? nil }, argument.toOpaque())
            if result == 0 { pthread_detach(thread) }
        #endif
        if result == 0 { return }
        argument.release()
        throw .resources(result, for: "the thread that follows programs")
    }

    private static func work(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        // SAFETY: `start` retained the object for this one call.
        let beginning = Unmanaged<LoopThread>.fromOpaque(argument).takeRetainedValue()
        var worker = LoopWorker(inbox: beginning.inbox, usesExitDescriptors: beginning.usesExitDescriptors)
        worker.run()
        return nil
    }
}
