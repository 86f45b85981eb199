#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The work of the event thread: one `poll` over the pipes and ends of all processes.
///
/// `poll`, because it is the one call of its kind that the C modules of Linux and Darwin both show, so that the same code runs on both. Its cost grows with
/// the number of descriptors; the list is kept from turn to turn, and made anew only when it has changed.
struct LoopWorker: ~Copyable {
    private let inbox: LoopInbox
    private let usesExitDescriptors: Bool
    private var processes: [Int: SupervisedProcess] = [:]
    // The processes that have a due time, which are few.
    private var timed: Set<Int> = []
    private var polled: [pollfd] = []
    private var owners: [(id: Int, role: SupervisedProcess.Role)] = []
    private var isListStale = true
    private var isStopping = false
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    /// A worker for the wishes in an inbox.
    init(inbox: LoopInbox, usesExitDescriptors: Bool) {
        self.inbox = inbox
        self.usesExitDescriptors = usesExitDescriptors
    }

    deinit {
        buffer.deallocate()
    }

    /// Works until it is asked to stop.
    mutating func run() {
        while !isStopping || !processes.isEmpty {
            if isListStale { makeList() }
            wait()
            takeWishes()
            handleReady()
            handleDue()
        }
    }

    private mutating func makeList() {
        isListStale = false
        polled.removeAll(keepingCapacity: true)
        owners.removeAll(keepingCapacity: true)
        for (id, process) in processes {
            process.forEachInterest { descriptor, events, role in
                polled.append(pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0))
                owners.append((id, role))
            }
        }
        // The last one, without an owner.
        polled.append(pollfd(fd: inbox.wakeReading, events: Int16(truncatingIfNeeded: Int32(POLLIN)), revents: 0))
    }

    private mutating func wait() {
        let count = poll(&polled, nfds_t(polled.count), timeout)
        if count >= 0 { return }
        // Nothing is known about any descriptor. Other errors than an interruption are shortages, which pass.
        for index in polled.indices { polled[index].revents = 0 }
        if errno != EINTR { usleep(1_000) }
    }

    /// Milliseconds until the next due time, rounded up so that it has come; -1 without one.
    private var timeout: Int32 {
        guard let due = timed.compactMap({ processes[$0]?.dueTime }).min() else { return -1 }
        let (seconds, attoseconds) = (due - .now).components
        if seconds < 0 || attoseconds < 0 { return 0 }
        return Int32(clamping: min(seconds, 1_000_000) * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private mutating func takeWishes() {
        if polled.last?.revents == 0 { return }
        for message in inbox.take() {
            switch message {
            case .adopt(let adoption):
                processes[adoption.id] = SupervisedProcess(adoption, usesExitDescriptor: usesExitDescriptors, at: .now)
                isListStale = true
                settle(adoption.id)
            case .cancel(let id):
                processes[id]?.cancel(at: .now)
                isListStale = true
                settle(id)
            case .read(let id):
                processes[id]?.resumeReading()
                isListStale = true
            case .stop:
                isStopping = true
            }
        }
    }

    private mutating func handleReady() {
        let now = MonotonicTime.now
        for index in owners.indices where polled[index].revents != 0 {
            let (id, role) = owners[index]
            guard let process = processes[id] else { continue }
            if process.ready(role, buffer: buffer, at: now) {
                isListStale = true
                settle(id)
            }
        }
    }

    private mutating func handleDue() {
        if timed.isEmpty { return }
        let now = MonotonicTime.now
        for id in timed {
            guard let process = processes[id], let due = process.dueTime, now >= due else { continue }
            if process.due(buffer: buffer, at: now) { isListStale = true }
            settle(id)
        }
    }

    /// Brings the books of a process up to date after something has happened to it.
    private mutating func settle(_ id: Int) {
        guard let process = processes[id] else { return }
        if process.hasEnded {
            process.tellEnd()
            processes[id] = nil
            timed.remove(id)
            isListStale = true
        } else if process.dueTime != nil {
            timed.insert(id)
        } else {
            timed.remove(id)
        }
    }
}
