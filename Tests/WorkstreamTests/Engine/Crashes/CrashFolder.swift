import Foundation

@testable import Workstream
@testable import WorkstreamTesting

/// A real folder, which goes with the object.
final class CrashFolder: SimulatedDisk {
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
}
