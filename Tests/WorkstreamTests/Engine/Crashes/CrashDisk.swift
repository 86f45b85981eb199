import Foundation

@testable import Workstream

/// Where a run is kept over its lives.
protocol CrashDisk: AnyObject, Sendable {
    /// The storage of the next process.
    func storage(now: @escaping @Sendable () -> Timestamp) -> any Storage
    /// The process that has the storage is killed: it makes no more calls, and the system gives back what it held.
    func kill() async
    /// What is kept at present, for another way of going on.
    func copy() throws -> any CrashDisk
}

/// Memory that outlives processes.
final class CrashMemory: CrashDisk {
    private let memory: Lock<MemoryStorage>

    init(_ memory: MemoryStorage = MemoryStorage()) {
        self.memory = Lock(memory)
    }

    func storage(now: @escaping @Sendable () -> Timestamp) -> any Storage {
        memory.withLock { memory in
            memory = memory.afterCrash(now: now)
            return memory
        }
    }

    func kill() async {}

    func copy() -> any CrashDisk { CrashMemory(memory.withLock { $0 }) }
}

/// A real folder, which goes with the object.
final class CrashFolder: CrashDisk {
    private let folder: String
    private let durability: Durability
    private let process = Lock<(files: FaultyFiles, storage: JSONFileStorage)?>(nil)

    init(_ durability: Durability) {
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appendingPathComponent("workstream-\(UUID().uuidString)").path
        self.durability = durability
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func storage(now: @escaping @Sendable () -> Timestamp) -> any Storage {
        let files = FaultyFiles()
        // Virtual time knows no threads, so calls of the disk are made where they are asked for.
        let storage = JSONFileStorage(
            directory: folder, settings: JSONFileStorage.Settings(durability: durability, threads: 0), files: files, now: now)
        process.withLock { $0 = (files, storage) }
        return storage
    }

    func kill() async {
        guard let (files, storage) = process.withLock({ $0 }) else { return }
        files.fail(.init(extent: .nothing, number: EIO))
        try? await storage.close()
    }

    func copy() throws -> any CrashDisk {
        let copy = CrashFolder(durability)
        try FileManager.default.copyItem(atPath: folder, toPath: copy.folder)
        return copy
    }
}
