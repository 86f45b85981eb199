/// Finds the processes that a program has begun, whoever has started it and whoever has died since.
enum ProcessSearch {
    /// Whether a process is alive that began with an entry in its environment and still belongs to the session in which it was started.
    ///
    /// Where the system does not tell, and for processes of other users, it is not.
    ///
    /// - Parameter entry: Name and value, such as `WORKSTREAM_ACTION_TOKEN=a-17`.
    /// - Throws: `CancellationError`.
    /// - Complexity: Linear in the number of processes.
    static func isAnyAlive(with entry: String) throws -> Bool {
        #if os(Linux)
            for name in try FileName.all(in: OpenFile(directory: "/proc")) {
                try Task.checkCancellation()
                guard let pid = Int32("\(name)"), isAtWork(pid), let environment = read("environ", of: pid) else { continue }
                if environment.split(separator: 0).contains(where: { $0.elementsEqual(entry.utf8) }) { return true }
            }
        #endif
        return false
    }

    #if os(Linux)
        /// Whether a process lives, in a group of the session of whoever started it.
        private static func isAtWork(_ pid: Int32) -> Bool {
            // The name of the program stands in parentheses and may contain anything; state, group and session are fields 3, 5 and 6 of proc_pid_stat(5).
            guard let line = read("stat", of: pid), let name = line.lastIndex(of: UInt8(ascii: ")")) else { return false }
            let fields = line[(name + 1)...].split(separator: UInt8(ascii: " "))
            guard fields.count > 3, let state = fields[0].first, ![UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(state) else { return false }
            // A session of one's own begins with a group of its number. The group that a program is started in is another one.
            return !fields[2].elementsEqual(fields[3])
        }

        private static func read(_ file: String, of pid: Int32) -> [UInt8]? {
            // It may end at any moment, or be none of our business.
            try? FileContent.read("/proc/\(pid)/\(file)", limit: 8 << 20)
        }
    #endif
}
