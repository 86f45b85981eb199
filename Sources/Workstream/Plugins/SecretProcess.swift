#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A child process that prints a secret; it is killed with its children when its owner lets go of it.
final class SecretProcess {
    /// How a process ended.
    enum Exit: Equatable, CustomStringConvertible {
        /// By itself, with a code.
        case code(Int32)
        /// By a signal.
        case signal(Int32)

        /// Such as "ended with exit code 1".
        var description: String {
            switch self {
            case .code(let code): "ended with exit code \(code)"
            case .signal(let signal): "was ended by signal \(signal)"
            }
        }
    }

    /// What it prints; a read from it does not block.
    let output: Int32
    private let pid: pid_t
    private var isReaped = false

    /// Starts a program, which is looked up like a shell does.
    ///
    /// - Throws: `PluginError` with code `.secretUnavailable`.
    init(_ command: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Self.notStarted(command[0], errno) }
        let (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFD, FD_CLOEXEC)
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
        // The child's copy is its own; ours would keep the end of the output from showing.
        defer { close(writing) }
        let (pid, error) = Self.spawn(command, writing)
        guard error == 0 else {
            close(reading)
            throw Self.notStarted(command[0], error)
        }
        self.pid = pid
        output = reading
    }

    deinit {
        close(output)
        if isReaped { return }
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    /// How it ended; `nil` while it runs.
    func exit() throws -> Exit? {
        var status: Int32 = 0
        let result = waitpid(pid, &status, WNOHANG)
        if result == 0 || (result < 0 && errno == EINTR) { return nil }
        isReaped = true
        guard result == pid else {
            throw PluginError(
                .secretUnavailable,
                "The exit code of a program that gives a secret is lost: \(SecretBytes.words(for: errno)). Somebody else in this process asked for it, "
                    + "or it ignores SIGCHLD: let it not.")
        }
        let signal = status & 0x7F
        return signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
    }

    /// Waits until it prints something, or so long.
    func wait(milliseconds: Int32, forOutput: Bool) {
        var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        poll(&entry, forOutput ? 1 : 0, milliseconds)
    }

    private static func spawn(_ command: [String], _ output: Int32) -> (pid: pid_t, error: Int32) {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
            let system = Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
            let system: Int32 = 0
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that its children can be ended with it, and signals as if a shell had started it.
        let flags = Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | system
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)

        let arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid: pid_t = 0
        let error = posix_spawnp(&pid, command[0], &actions, &attributes, arguments, environ)
        return (pid, error)
    }

    private static func notStarted(_ program: String, _ error: Int32) -> PluginError {
        PluginError(
            .secretUnavailable,
            "The program \"\(program)\" could not be started: \(SecretBytes.words(for: error)). The secret it should give cannot be had: "
                + "install it where the engine runs, or correct its name.")
    }
}
