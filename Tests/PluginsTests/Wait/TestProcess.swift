import Foundation

/// A child process that does nothing until it is ended.
final class TestProcess: Sendable {
    let pid: Int

    init() throws {
        var pid: pid_t = 0
        let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("tail"), strdup("-f"), strdup("/dev/null"), nil]
        defer { for argument in arguments { free(argument) } }
        guard posix_spawnp(&pid, "tail", nil, nil, arguments, environ) == 0 else { throw POSIXError(.ENOENT) }
        self.pid = Int(pid)
    }

    deinit {
        // Once reaped, the number may be another's.
        var status: Int32 = 0
        if waitpid(pid_t(pid), &status, WNOHANG) == 0 { reap() }
    }

    /// Ends it, and returns when it has ended but is not reaped.
    func end() {
        kill(pid_t(pid), SIGKILL)
        var information = siginfo_t()
        waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT)
    }

    /// Ends it, and asks for its exit code, so that its number is free.
    func reap() {
        kill(pid_t(pid), SIGKILL)
        var status: Int32 = 0
        waitpid(pid_t(pid), &status, 0)
    }
}
