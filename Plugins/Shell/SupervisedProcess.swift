import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One child process as the event thread knows it: its pipes, its end, and what is still to be done for it.
///
/// It never leaves that thread.
final class SupervisedProcess {
    /// What a polled descriptor is to the process.
    enum Role {
        /// The pipe to its standard input.
        case input
        /// The pipe from one of its output streams.
        case output(OutputChannel)
        /// The descriptor that tells its end.
        case exit
    }

    private struct Stream {
        let channel: OutputChannel
        var descriptor: Int32?
        var isPaused = false
    }

    private static let firstPause: Duration = .milliseconds(2)
    private static let longestPause: Duration = .milliseconds(50)
    // As much as a pipe can hold at most, unless an administrator has raised it.
    private static let longestDrain = 1 << 20

    private let pid: pid_t
    private let mailbox: ProcessMailbox
    private let drainLimit: Duration
    private let input: [UInt8]
    private var inputOffset = 0
    private var inputDescriptor: Int32?
    private var streams: [Stream]
    private var exitDescriptor: Int32?
    private var supervision: Supervision
    private var exit: ProcessExit?
    private var leaderIsGone = false
    private var isOutputCut = false
    // When reading ends, once nothing of the group is left to wait for.
    private var drainTime: MonotonicTime?
    // When to look whether the leader has ended, where no descriptor tells it.
    private var lookTime: MonotonicTime?
    private var lookPause = firstPause

    /// Takes over a process that has begun.
    init(_ adoption: LoopInbox.Adoption, usesExitDescriptor: Bool, at now: MonotonicTime) {
        pid = adoption.process.pid
        mailbox = adoption.mailbox
        drainLimit = adoption.drainLimit
        input = adoption.input
        inputDescriptor = adoption.process.input
        streams = [
            Stream(channel: .standardOutput, descriptor: adoption.process.standardOutput),
            Stream(channel: .standardError, descriptor: adoption.process.standardError),
        ]
        supervision = Supervision(grace: adoption.terminationGrace)
        exitDescriptor = usesExitDescriptor ? ExitDescriptor.open(for: pid) : nil
        if exitDescriptor == nil { lookTime = now }
    }

    /// Calls the body with each descriptor to poll, the events that matter, and what it is.
    func forEachInterest(_ body: (Int32, Int32, Role) -> Void) {
        if let inputDescriptor { body(inputDescriptor, Int32(POLLOUT), .input) }
        for stream in streams where !stream.isPaused {
            if let descriptor = stream.descriptor { body(descriptor, Int32(POLLIN), .output(stream.channel)) }
        }
        if let exitDescriptor { body(exitDescriptor, Int32(POLLIN), .exit) }
    }

    /// When `due` wants to be called.
    var dueTime: MonotonicTime? {
        [supervision.dueTime, drainTime, lookTime].compactMap(\.self).min()
    }

    /// Whether the process has ended, has been reaped, and its output has been read.
    var hasEnded: Bool {
        supervision.hasEnded && leaderIsGone && streams.allSatisfy { $0.descriptor == nil }
    }

    /// Tells the end to the task that waits for it.
    func tellEnd() {
        mailbox.end(ProcessEnding(exit: exit, wasCancelled: supervision.wasCancelled, isOutputCut: isOutputCut))
    }

    // MARK: - What the event thread is told

    /// A descriptor is ready; says whether the descriptors to poll have changed.
    func ready(_ role: Role, buffer: UnsafeMutableRawBufferPointer, at now: MonotonicTime) -> Bool {
        switch role {
        case .input:
            return writeInput()
        case .output(let channel):
            return readStream(channel == .standardOutput ? 0 : 1, buffer: buffer, at: now)
        case .exit:
            if !lookForExit(at: now) { forgetExitDescriptor(at: now) }
            return true
        }
    }

    /// The call was cancelled.
    ///
    /// A program that has ended by itself in the meantime is not cancelled: its outcome is known.
    func cancel(at now: MonotonicTime) {
        _ = lookForExit(at: now)
        carryOut(supervision.cancel(at: now))
    }

    /// The task has taken what filled its mailbox.
    func resumeReading() {
        for index in streams.indices { streams[index].isPaused = false }
    }

    /// Time has passed; says whether the descriptors to poll have changed.
    func due(buffer: UnsafeMutableRawBufferPointer, at now: MonotonicTime) -> Bool {
        var hasChanged = false
        if let lookTime, now >= lookTime {
            hasChanged = lookForExit(at: now)
            if !leaderIsGone {
                self.lookTime = now + lookPause
                lookPause = min(lookPause * 2, Self.longestPause)
            }
        }
        carryOut(supervision.due(at: now))
        beginDrainIfEnded(at: now)
        if let drainTime, now >= drainTime {
            for index in streams.indices { drainStream(index, buffer: buffer) }
            self.drainTime = nil
            hasChanged = true
        }
        return hasChanged
    }

    // MARK: - Pipes

    private func writeInput() -> Bool {
        guard let descriptor = inputDescriptor else { return false }
        let count = input.withUnsafeBytes { bytes in
            write(descriptor, bytes.baseAddress! + inputOffset, bytes.count - inputOffset)
        }
        if count < 0 {
            if errno == EAGAIN || errno == EINTR { return false }
            // The program has closed its standard input: it does not want the rest, which is no fault.
            closeInput()
            return true
        }
        inputOffset += count
        if inputOffset < input.count { return false }
        closeInput()
        return true
    }

    private func closeInput() {
        if let inputDescriptor { close(inputDescriptor) }
        inputDescriptor = nil
    }

    private enum Piece { case some, nothingYet, over }

    private func readPiece(of stream: Int, buffer: UnsafeMutableRawBufferPointer) -> (piece: Piece, count: Int, hasRoom: Bool) {
        guard let descriptor = streams[stream].descriptor else { return (.over, 0, true) }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 {
                return (.some, count, mailbox.put(UnsafeRawBufferPointer(rebasing: buffer[..<count]), from: streams[stream].channel))
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return (.nothingYet, 0, true) }
            return (.over, 0, true)
        }
    }

    private func readStream(_ stream: Int, buffer: UnsafeMutableRawBufferPointer, at now: MonotonicTime) -> Bool {
        let (piece, _, hasRoom) = readPiece(of: stream, buffer: buffer)
        switch piece {
        case .some:
            streams[stream].isPaused = !hasRoom
            return !hasRoom
        case .nothingYet:
            return false
        case .over:
            endStream(stream)
            // Nearly always the sign that the program has ended.
            if lookTime != nil, streams.allSatisfy({ $0.descriptor == nil }) { _ = lookForExit(at: now) }
            return true
        }
    }

    /// Reads what is in the pipe now, whatever room the mailbox has, and closes it.
    private func drainStream(_ stream: Int, buffer: UnsafeMutableRawBufferPointer) {
        if streams[stream].descriptor == nil { return }
        var total = 0
        var isOver = false
        while total < Self.longestDrain, !isOver {
            let (piece, count, _) = readPiece(of: stream, buffer: buffer)
            if piece == .nothingYet { break }
            isOver = piece == .over
            total += count
        }
        if !isOver { isOutputCut = true }
        endStream(stream)
    }

    private func endStream(_ stream: Int) {
        if let descriptor = streams[stream].descriptor { close(descriptor) }
        streams[stream].descriptor = nil
    }

    // MARK: - The end

    private func lookForExit(at now: MonotonicTime) -> Bool {
        if leaderIsGone { return false }
        var status: Int32 = 0
        var result = waitpid(pid, &status, WNOHANG)
        while result < 0, errno == EINTR { result = waitpid(pid, &status, WNOHANG) }
        if result == 0 { return false }
        // An error means that there is no such child: it has ended, and somebody else in this process has taken its status.
        if result == pid { exit = ProcessExit(waitStatus: status) }
        leaderIsGone = true
        lookTime = nil
        closeExitDescriptor()
        carryOut(supervision.leaderEnded(at: now))
        beginDrainIfEnded(at: now)
        return true
    }

    /// The descriptor told an end that cannot be seen yet, as under a debugger: it would tell it for ever, so we look from time to time.
    private func forgetExitDescriptor(at now: MonotonicTime) {
        closeExitDescriptor()
        lookTime = now + lookPause
    }

    private func closeExitDescriptor() {
        if let exitDescriptor { close(exitDescriptor) }
        exitDescriptor = nil
    }

    private func beginDrainIfEnded(at now: MonotonicTime) {
        if !supervision.hasEnded || drainTime != nil { return }
        closeInput()
        if streams.contains(where: { $0.descriptor != nil }) { drainTime = now + drainLimit }
    }

    private func carryOut(_ steps: [Supervision.Step]) {
        for step in steps {
            switch step {
            case .askToEnd:
                kill(-pid, SIGTERM)
                kill(-pid, SIGCONT)
            case .kill:
                kill(-pid, SIGKILL)
            case .look:
                let hasMembers = kill(-pid, 0) == 0 || errno == EPERM
                supervision.looked(hasMembers: hasMembers, at: .now)
            }
        }
    }
}
