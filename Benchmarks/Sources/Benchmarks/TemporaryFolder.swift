#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder on the disk that is measured, removed with the object.
///
/// It is made in the system's folder for temporary files, which `TMPDIR` moves: where that is in memory, a sync costs nothing and the rows say nothing.
final class TemporaryFolder: Sendable {
    /// Where it is.
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/workstream-benchmark-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// What stands in the journals of the store that was made here, a run each.
    func journals() throws -> [[UInt8]] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: "\(path)/runs").sorted().map { run in
            Array(files.contents(atPath: "\(path)/runs/\(run)/journal.jsonl") ?? Data())
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
