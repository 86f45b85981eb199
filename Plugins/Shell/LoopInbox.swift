import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What other threads want from the event thread, and the pipe that wakes it.
final class LoopInbox: Sendable {
    /// One wish.
    enum Message: Sendable {
        /// Take over a process that has begun.
        case adopt(Adoption)
        /// End the group of that process.
        case cancel(Int)
        /// Go on reading the streams of that process.
        case read(Int)
        /// End the thread once no process is left.
        case stop
    }

    /// A process to take over.
    struct Adoption: Sendable {
        /// Its number in the loop.
        var id: Int
        /// The process, and our ends of its pipes.
        var process: StartedProcess
        /// What it reads from its standard input.
        var input: [UInt8]
        /// The time between SIGTERM and SIGKILL.
        var terminationGrace: Duration
        /// How long pipes are read that stay open after the end.
        var drainLimit: Duration
        /// Where its output and its end go.
        var mailbox: ProcessMailbox
    }

    private struct State {
        var messages: [Message] = []
        var isWakePending = false
        var lastID = 0
    }

    /// The end of the wake pipe that the event thread polls.
    let wakeReading: Int32
    private let wakeWriting: Int32
    private let state = Lock(State())

    /// An empty inbox.
    ///
    /// - Throws: `ProcessFailure` with code `.resources` when there is no pipe to be had.
    init() throws(ProcessFailure) {
        let pipe = try Pipe()
        pipe.reading.makeNonblocking()
        pipe.writing.makeNonblocking()
        (wakeReading, wakeWriting) = Self.ends(of: pipe)
    }

    deinit {
        close(wakeReading)
        close(wakeWriting)
    }

    /// A number for a new process.
    func makeID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Leaves a wish, and wakes the event thread unless it is being woken already.
    func post(_ message: Message) {
        let wakes = state.withLock { state in
            state.messages.append(message)
            defer { state.isWakePending = true }
            return !state.isWakePending
        }
        if !wakes { return }
        var byte: UInt8 = 0
        while write(wakeWriting, &byte, 1) < 0, errno == EINTR { continue }
    }

    /// Takes all wishes; the event thread calls it.
    func take() -> [Message] {
        var bytes: (UInt64, UInt64) = (0, 0)
        while read(wakeReading, &bytes, 16) > 0 { continue }
        return state.withLock { state in
            state.isWakePending = false
            let messages = state.messages
            state.messages.removeAll(keepingCapacity: messages.count < 1_024)
            return messages
        }
    }

    private static func ends(of pipe: consuming Pipe) -> (Int32, Int32) {
        let Pipe = consume pipe
        return (Pipe.reading.release(), Pipe.writing.release())
    }
}
