import Foundation
import WorkstreamTesting

@testable import Workstream

/// A folder of its own for each test, with a clock that the test moves, and storages on it.
final class FileGround: Sendable {
    /// The folder; it is not made before a storage makes it.
    let folder: String
    private let clock = Lock(Timestamp(nanoseconds: 1_000_000_000))

    init() throws {
        let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        folder = "\(parent)/workstream-\(UUID().uuidString)"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A storage in the folder, not open yet.
    func storage(_ files: any FileSystem = SystemFiles(), _ change: (inout JSONFileStorage.Settings) -> Void = { _ in }) -> JSONFileStorage {
        var settings = JSONFileStorage.Settings()
        settings.threads = 4
        change(&settings)
        return JSONFileStorage(directory: folder, settings: settings, files: files, now: { self.now })
    }

    /// A storage in the folder, open.
    func opened(
        _ access: Access = .readWrite, _ files: any FileSystem = SystemFiles(), _ change: (inout JSONFileStorage.Settings) -> Void = { _ in }
    ) async throws -> JSONFileStorage {
        let storage = storage(files, change)
        try await storage.open(access)
        return storage
    }

    /// A storage in the folder, for the promises that every storage keeps.
    static func underTest(_ change: @escaping @Sendable (inout JSONFileStorage.Settings) -> Void = { _ in }) throws -> StorageUnderTest {
        let ground = try FileGround()
        let files = FaultyFiles()
        let storage = ground.storage(files, change)
        // A killed process makes no more calls, and the system gives back what it held.
        let kill: @Sendable () async throws -> Void = {
            files.fail(.init(extent: .nothing, number: EIO))
            try await storage.close()
        }
        return StorageUnderTest(
            storage, advance: { ground.pass($0) }, another: { ground.storage(SystemFiles(), change) }, crash: kill,
            tear: { batch, lease in
                files.failNextAppend(.init(extent: .half, number: EIO))
                try? await storage.append(batch, as: lease)
                try await kill()
            })
    }

    /// The clock of its storages.
    var now: Timestamp { clock.withLock { $0 } }

    /// Lets time pass.
    func pass(_ duration: Duration) { clock.withLock { $0 = $0 + duration } }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }
    /// The path of a file of a run.
    func path(_ name: String, of run: RunID) -> String { path("runs/\(run)/\(name)") }

    /// What stands in a file.
    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    /// What stands in a file of a run.
    func bytes(_ name: String, of run: RunID) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name, of: run)))) }
    /// Puts something into a file, in place of what is there.
    func write(_ text: String, to path: String) throws { try text.write(toFile: path, atomically: false, encoding: .utf8) }
    /// Whether something is there.
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
