import Foundation

@testable import Workstream

/// A disk in memory whose power can be cut: what was not synced is lost then, in whole or in part.
///
/// It is as mean as POSIX allows: the content of a file is sure after a sync of the file, a name in a folder after a sync of the folder. Of what was not
/// synced, any writes may have reached the disk and the last of them in part; changes of names reach it in their order.
final class PowerCutFiles: FileSystem {
    private let disk = Lock(PowerCutDisk())

    /// How many calls were made.
    var calls: Int { disk.withLock { $0.calls } }

    /// Lets the machine stand still after so many more calls; all later ones fail.
    func stop(after calls: Int) {
        disk.withLock { $0.lastCall = $0.calls + calls }
    }

    /// Cuts the power, and switches it on again.
    ///
    /// - Parameters:
    ///   - share: How much of what was not synced reached the disk, from 0 to 1.
    ///   - generator: Decides which.
    func cutPower(keeping share: Double, _ generator: inout SeededGenerator) {
        var random = generator
        disk.withLock { $0.cutPower(keeping: share, &random) }
        generator = random
    }

    private func call<Result: Sendable>(
        _ name: String, _ path: String, _ body: (inout PowerCutDisk) throws(SystemFault) -> Result
    ) throws(SystemFault) -> Result {
        try disk.withLock { disk throws(SystemFault) in
            disk.calls += 1
            guard disk.calls <= disk.lastCall else { throw SystemFault(EIO, doing: name, path) }
            return try body(&disk)
        }
    }

    func open(_ path: String, for use: FileUse) throws(SystemFault) -> Descriptor {
        try call("open", path) { disk throws(SystemFault) in
            if let number = disk.names[path] {
                if use == .making { throw SystemFault(EEXIST, doing: "open", path) }
                if disk.nodes[number]?.isFolder == true { throw SystemFault(.noFile, doing: "open", path) }
                return Descriptor(owning: Int32(number), path: path)
            }
            guard use != .reading, use != .changing, disk.names[PowerCutDisk.parent(of: path)] != nil else {
                throw SystemFault(ENOENT, doing: "open", path)
            }
            disk.nextNode += 1
            disk.nodes[disk.nextNode] = PowerCutDisk.Node(isFolder: false)
            disk.change(.link(path, disk.nextNode))
            return Descriptor(owning: Int32(disk.nextNode), path: path)
        }
    }

    func open(folder path: String) throws(SystemFault) -> Descriptor {
        try call("open", path) { disk throws(SystemFault) in
            guard let number = disk.names[path] else { throw SystemFault(ENOENT, doing: "open", path) }
            return Descriptor(owning: Int32(number == 1 ? 999_999_999 : number), path: path)
        }
    }

    func read(_ file: Descriptor, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
        let bytes = try call("read", file.path) { disk throws(SystemFault) in
            Array(disk.nodes[Int(file.number)]?.content.dropFirst(offset).prefix(buffer.count) ?? [])
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int) throws(SystemFault) {
        let write = PowerCutDisk.Write(offset: offset, bytes: Array(bytes))
        try call("write", file.path) { disk throws(SystemFault) in disk.change(Int(file.number), write) }
    }

    func add(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(SystemFault) {
        let bytes = Array(bytes)
        try call("write", file.path) { disk throws(SystemFault) in
            disk.change(Int(file.number), PowerCutDisk.Write(offset: disk.nodes[Int(file.number)]?.content.count ?? 0, bytes: bytes))
        }
    }

    func truncate(_ file: Descriptor, to size: Int) throws(SystemFault) {
        try call("truncate", file.path) { disk throws(SystemFault) in
            disk.change(Int(file.number), PowerCutDisk.Write(offset: 0, bytes: [], end: size))
        }
    }

    func synchronise(_ file: Descriptor) throws(SystemFault) {
        try call("sync", file.path) { disk throws(SystemFault) in
            if let node = disk.nodes[Int(file.number)], !node.isFolder {
                disk.nodes[Int(file.number)]?.durable = node.content
                disk.nodes[Int(file.number)]?.unsynced = []
                return
            }
            guard let last = disk.unsynced.lastIndex(where: { $0.folders.contains(file.path) }) else { return }
            for change in disk.unsynced[...last] { change.apply(to: &disk.durableNames) }
            disk.unsynced.removeFirst(last + 1)
        }
    }

    func information(of file: Descriptor) throws(SystemFault) -> FileInformation {
        try call("look at", file.path) { disk throws(SystemFault) in disk.information(Int(file.number)) }
    }

    func information(at path: String) throws(SystemFault) -> FileInformation? {
        try call("look at", path) { disk throws(SystemFault) in disk.names[path].map { disk.information($0) } }
    }

    func lock(_ file: Descriptor) throws(SystemFault) -> Bool { true }
    func unlock(_ file: Descriptor) {}

    func list(_ folder: String) throws(SystemFault) -> [String] {
        try call("list", folder) { disk throws(SystemFault) in
            guard disk.names[folder] != nil else { throw SystemFault(ENOENT, doing: "list", folder) }
            return disk.names.keys.filter { PowerCutDisk.parent(of: $0) == folder }.map { String($0.dropFirst(folder.count + 1)) }
        }
    }

    func resolve(_ path: String) throws(SystemFault) -> String {
        try call("resolve", path) { disk throws(SystemFault) in
            guard disk.names[path] != nil else { throw SystemFault(ENOENT, doing: "resolve", path) }
            return path
        }
    }

    func makeFolder(_ path: String) throws(SystemFault) -> Bool {
        try call("make", path) { disk throws(SystemFault) in
            guard disk.names[path] == nil else { return false }
            disk.nextNode += 1
            disk.nodes[disk.nextNode] = PowerCutDisk.Node(isFolder: true)
            disk.change(.link(path, disk.nextNode))
            return true
        }
    }

    func move(_ path: String, to other: String) throws(SystemFault) {
        try call("rename", path) { disk throws(SystemFault) in
            guard let number = disk.names[path] else { throw SystemFault(ENOENT, doing: "rename", path) }
            if disk.nodes[number]?.isFolder == true, disk.names[other] != nil { throw SystemFault(ENOTEMPTY, doing: "rename", path) }
            disk.change(.move(path, other))
        }
    }

    func remove(_ path: String) throws(SystemFault) {
        try call("remove", path) { disk throws(SystemFault) in
            guard disk.names[path] != nil else { throw SystemFault(ENOENT, doing: "remove", path) }
            disk.change(.unlink(path))
        }
    }

    func removeFolder(_ path: String) throws(SystemFault) { try remove(path) }
}
