import Foundation

/// What the kernel says about processes; Linux only, as its source is /proc.
enum ProcessTable {
    struct Entry {
        var pid: Int32
        var state: Character
        var parent: Int32
        var group: Int32
    }

    static var entries: [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let pid = Int32(name), let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8) else { return nil }
            // The program's name stands in parentheses and may contain anything.
            guard let parenthesis = text.lastIndex(of: ")") else { return nil }
            let fields = text[text.index(after: parenthesis)...].split(separator: " ")
            guard fields.count > 2, let parent = Int32(fields[1]), let group = Int32(fields[2]) else { return nil }
            return Entry(pid: pid, state: fields[0].first ?? "?", parent: parent, group: group)
        }
    }

    /// The members of a group that are alive.
    static func living(inGroup group: Int32) -> [Entry] {
        entries.filter { $0.group == group && $0.state != "Z" && $0.state != "X" }
    }

    /// The children of this process, with zombies.
    static var children: [Entry] {
        let own = getpid()
        return entries.filter { $0.parent == own }
    }

    static var openDescriptors: Int { count("/proc/self/fd") }
    static var threads: Int { count("/proc/self/task") }

    /// The resident memory of this process at its highest, in bytes.
    static var peakMemory: Int {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }

    private static func count(_ directory: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: directory).count) ?? -1
    }
}
