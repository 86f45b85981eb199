/// How a process ended.
package enum ProcessExit: Sendable, Hashable {
    /// It ended by itself, with that code.
    case code(Int32)
    /// A signal ended it.
    case signal(Int32)

    /// Reads the status that `waitpid` gives for a process that has ended; the layout is the same on Linux and Darwin.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .code((waitStatus >> 8) & 0xff) : .signal(signal)
    }
}

extension ProcessExit: CustomStringConvertible {
    /// Such as "exited with code 3", or "was killed by SIGKILL (signal 9)".
    package var description: String {
        switch self {
        case .code(let code): "exited with code \(code)"
        case .signal(let number): "was killed by \(SignalName.text(for: number))"
        }
    }
}
