@testable import Workstream

/// What a disk in memory holds, and what of it is sure to outlive a power cut.
struct PowerCutDisk: Sendable {
    /// A change of a file's content.
    struct Write {
        var offset: Int
        var bytes: [UInt8]
        /// Set where it is no write: the file is cut off there.
        var end: Int?

        func apply(to content: inout [UInt8]) {
            if let end {
                content = Array(content.prefix(end)) + Array(repeating: 0, count: max(0, end - content.count))
                return
            }
            if content.count < offset + bytes.count { content += Array(repeating: 0, count: offset + bytes.count - content.count) }
            content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
    }

    /// A file or folder.
    struct Node {
        var isFolder: Bool
        var content: [UInt8] = []
        var durable: [UInt8] = []
        var unsynced: [Write] = []
        var changes: Int64 = 0
    }

    /// A change of names; those that were not synced are undone at a power cut from some of them on.
    enum Change {
        case link(String, Int)
        case unlink(String)
        case move(String, String)

        var folders: [String] {
            switch self {
            case .link(let path, _), .unlink(let path): [PowerCutDisk.parent(of: path)]
            case .move(let path, let other): [PowerCutDisk.parent(of: path), PowerCutDisk.parent(of: other)]
            }
        }

        func apply(to names: inout [String: Int]) {
            switch self {
            case .link(let path, let node): names[path] = node
            case .unlink(let path): names[path] = nil
            case .move(let path, let other):
                let moved = names.filter { $0.key == path || $0.key.hasPrefix(path + "/") }
                for (name, node) in moved {
                    names[name] = nil
                    names[other + name.dropFirst(path.count)] = node
                }
            }
        }
    }

    private static let disks = Lock<UInt64>(0)

    /// Tells the files of one disk from those of another.
    private let device = Self.disks.withLock { count in
        count += 1
        return 1 << 40 + count
    }
    var nodes: [Int: Node] = [1: Node(isFolder: true)]
    var names = ["/disk": 1]
    var durableNames = ["/disk": 1]
    var unsynced: [Change] = []
    var calls = 0
    var lastCall = Int.max
    var nextNode = 1_000_000_000

    mutating func change(_ change: Change) {
        change.apply(to: &names)
        unsynced.append(change)
    }

    mutating func change(_ number: Int, _ write: Write) {
        guard var node = nodes[number] else { return }
        write.apply(to: &node.content)
        node.unsynced.append(write)
        node.changes += 1
        nodes[number] = node
    }

    func information(_ number: Int) -> FileInformation {
        let node = nodes[number]
        return FileInformation(
            kind: node?.isFolder == true ? .folder : .file, size: node?.content.count ?? 0, owner: HostProcess.user,
            identity: FileIdentity(device: device, number: UInt64(number)), changed: node?.changes ?? 0)
    }

    /// Loses what is not sure to be there, but for a share of it.
    mutating func cutPower(keeping share: Double, _ random: inout SeededGenerator) {
        let kept = share == 1 ? unsynced.count : min(unsynced.count, Int(Double(unsynced.count) * share * random.nextFraction() * 2))
        for change in unsynced.prefix(kept) { change.apply(to: &durableNames) }
        unsynced = []
        names = durableNames
        for number in nodes.keys.sorted() {
            guard var node = nodes[number] else { continue }
            for write in node.unsynced where share == 1 || random.nextFraction() < share {
                var part = write
                if share < 1, random.next(below: 2) == 0 { part.bytes = Array(write.bytes.prefix(random.next(below: write.bytes.count + 1))) }
                part.apply(to: &node.durable)
            }
            node.content = node.durable
            node.unsynced = []
            nodes[number] = node
        }
        lastCall = .max
    }

    static func parent(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
