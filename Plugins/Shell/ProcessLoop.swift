import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The event thread that follows all child processes: it moves their input and output, sees their ends, reaps them, and ends their groups.
///
/// It reaps the children that it was given and no others, and it handles no signal, so it does not disturb a program around it that has children of its own.
final class ProcessLoop: Sendable {
    private static let sharedLoop = Lock<ProcessLoop?>(nil)
    private let inbox: LoopInbox

    /// The one loop of this process; its thread starts with the first program and lives on.
    ///
    /// - Throws: `ProcessFailure` with code `.resources` when the thread or its pipe cannot be had.
    static func shared() throws(ProcessFailure) -> ProcessLoop {
        try sharedLoop.withLock { loop throws(ProcessFailure) in
            if let loop { return loop }
            let made = try ProcessLoop()
            loop = made
            return made
        }
    }

    /// A loop with a thread of its own, which ends when the loop goes.
    ///
    /// - Parameter usesExitDescriptors: Whether the system is asked for descriptors that tell ends; otherwise processes are looked at from time to time, as on
    ///   systems that have none.
    /// - Throws: `ProcessFailure` with code `.resources` when the thread or its pipe cannot be had.
    init(usesExitDescriptors: Bool = true) throws(ProcessFailure) {
        let inbox = try LoopInbox()
        do {
            try NativeThread.start(name: "programs") {
                Self.blockSignals()
                var worker = LoopWorker(inbox: inbox, usesExitDescriptors: usesExitDescriptors)
                worker.run()
            }
        } catch {
            throw .resources(error.systemError, for: "the thread that follows programs")
        }
        self.inbox = inbox
    }

    deinit {
        inbox.post(.stop)
    }

    /// Takes over a process that has begun; everything about it comes to the mailbox.
    ///
    /// - Returns: Its number in this loop.
    func adopt(_ process: StartedProcess, of command: ProcessCommand, mailbox: ProcessMailbox) -> Int {
        let id = inbox.makeID()
        inbox.post(
            .adopt(
                LoopInbox.Adoption(
                    id: id, process: process, input: command.input, terminationGrace: command.terminationGrace, drainLimit: command.drainLimit,
                    mailbox: mailbox)))
        return id
    }

    /// Ends the group of a process: SIGTERM, and SIGKILL after its grace time.
    func cancel(_ id: Int) {
        inbox.post(.cancel(id))
    }

    /// Goes on reading the output of a process whose mailbox was full.
    func resumeReading(_ id: Int) {
        inbox.post(.read(id))
    }

    /// Leaves all signals but those of faults to other threads.
    ///
    /// A write to a pipe without a reader is then an error here, and not the end of the process.
    private static func blockSignals() {
        var signals = sigset_t()
        sigfillset(&signals)
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
