import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process that was seen running, told apart from a later one with the same number.
struct ProcessSighting {
    // When it was started, in a unit of the system's own; `nil` where the system does not say.
    private var start: String?

    /// Looks at a process; `nil` when it is gone, or has ended and only waits for its parent.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest` for this process itself.
    init?(_ pid: Int) throws {
        guard pid != Int(getpid()) else {
            throw PluginError.invalidRequest("Process \(pid) is the one that would wait. It would wait for ever: name another.")
        }
        // The right to signal it is not needed to learn that it is there.
        if kill(Int32(truncatingIfNeeded: pid), 0) != 0, errno == ESRCH { return nil }
        #if canImport(Darwin)
            var information = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, Int32(truncatingIfNeeded: pid)]
            guard sysctl(&name, UInt32(name.count), &information, &size, nil, 0) == 0 else { return }
            if size == 0 || Int32(information.kp_proc.p_stat) == SZOMB { return nil }
            let time = information.kp_proc.p_un.__p_starttime
            start = "\(time.tv_sec).\(time.tv_usec)"
        #else
            guard let fields = try Self.fields(of: pid) else { return }
            // State and start time are fields 3 and 22 of proc_pid_stat(5); the list begins with field 3.
            if fields.first == "Z" || fields.first == "X" { return nil }
            start = fields.count > 19 ? fields[19] : nil
        #endif
    }

    /// Whether a later look saw the same process; where the system does not tell them apart, it did.
    func isSame(as later: ProcessSighting) -> Bool {
        start == nil || later.start == nil || start == later.start
    }

    #if !canImport(Darwin)
        private static func fields(of pid: Int) throws -> [String]? {
            guard let bytes = try? FileContent.read("/proc/\(pid)/stat", limit: 8_192) else {
                try Task.checkCancellation()
                return nil
            }
            // The name of the program stands in parentheses and may contain anything.
            guard let name = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
            return bytes[(name + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        }
    #endif

    /// The number that a file holds; `nil` when there is no file, or nothing in it.
    ///
    /// - Throws: `PluginError` when the file cannot be read, or holds something else.
    static func pid(in path: String) throws -> Int? {
        guard try FileCall.information(of: path, followsLinks: true) != nil else { return nil }
        let text: String
        do {
            text = String(decoding: try FileContent.read(path, limit: 1_024), as: UTF8.self)
        } catch let error as PluginError where error.code == .notFound {
            // It was removed between the two looks.
            return nil
        }
        let word = text.split(whereSeparator: \.isWhitespace).first
        guard let word else { return nil }
        guard let pid = Int(word), (1...Int(Int32.max)).contains(pid) else {
            throw PluginError(
                .failed, "\"\(path)\" does not begin with the number of a process. Nobody can tell which one is meant: look what wrote it.",
                isPermanent: true)
        }
        return pid
    }

    /// Refuses numbers that no process has: to the system they mean groups of processes.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    static func validate(_ pid: Int) throws {
        guard (1...Int(Int32.max)).contains(pid) else {
            throw PluginError.invalidRequest("The process \(pid) is asked for. No process has that number: give a positive one.")
        }
    }
}
