import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process that may be killed at any moment, with what it writes.
///
/// All functions block: they belong on a thread of their own.
struct DoomedProgram: ~Copyable {
    /// How it ended.
    enum Ending: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    private let pid: pid_t
    private let output: Int32
    private var bytes: [UInt8] = []

    /// Starts a program that lies beside the tests.
    ///
    /// - Throws: `POSIXError`.
    init(_ name: String, _ arguments: [String]) throws {
        let path = Self.url(name).path
        let ends = try Self.pipe()
        defer { close(ends.write) }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends.write, 1)
        posix_spawn_file_actions_adddup2(&actions, ends.write, 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let fault = posix_spawn(&child, path, &actions, nil, &words, environ)
        guard fault == 0 else {
            close(ends.read)
            throw POSIXError(.init(rawValue: fault) ?? .EIO)
        }
        pid = child
        output = ends.read
    }

    deinit {
        close(output)
    }

    /// What it has written so far, for messages.
    private(set) var lines: [String] = []
    /// Whether it has closed its output, as its end does.
    private(set) var hasEnded = false

    /// Waits for its next line.
    ///
    /// - Returns: The line; `nil` when the time has come, or the program has ended.
    mutating func nextLine(until deadline: ContinuousClock.Instant) -> String? {
        while true {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                lines.append(String(decoding: bytes[..<end], as: UTF8.self))
                bytes.removeSubrange(...end)
                return lines.last
            }
            guard read(until: deadline) else { return nil }
        }
    }

    /// Kills it, which it cannot notice, and waits until it is gone.
    ///
    /// - Returns: How it ended, by itself where it was quicker.
    func end() -> Ending {
        _ = signal(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let number = status & 0x7f
        return number == 0 ? .exited((status >> 8) & 0xff) : .signalled(number)
    }

    /// Reads what comes next.
    ///
    /// - Returns: Whether something came; otherwise the time has come, or the program has ended.
    private mutating func read(until deadline: ContinuousClock.Instant) -> Bool {
        guard !hasEnded else { return false }
        while true {
            let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
            guard left > 0 else { return false }
            var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            // Rounded up: a wait of nothing would only burn the processor until the time has come.
            guard poll(&entry, 1, Int32(left.rounded(.up))) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = system_read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                hasEnded = true
                return false
            }
            bytes += buffer[..<count]
            return true
        }
    }

    private static func url(_ name: String) -> URL {
        // On macOS the tests are a bundle that another program loads; elsewhere they are a program.
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.executableURL
        return (bundle ?? Bundle.main.bundleURL).deletingLastPathComponent().appendingPathComponent(name)
    }

    /// Two ends that no other child gets to see, because it would keep the output open.
    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
            let result = socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #else
            // Sockets, because a flag at their making leaves no moment between.
            let result = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        #endif
        guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        return (ends[0], ends[1])
    }
}

// Beside members of the same name.
private func signal(_ pid: pid_t, _ number: Int32) -> Int32 { kill(pid, number) }
private func system_read(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int { read(file, buffer, count) }
