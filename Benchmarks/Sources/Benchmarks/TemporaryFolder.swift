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

    /// What stands in the journals of the store that was made here, each in one or several files.
    func journals() throws -> [[UInt8]] { try journalPaths().map { try PlainFile.contents(of: $0) } }

    /// The files of these journals, in the order in which they were written.
    func journalPaths() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/runs").flatMap { run in
            let folder = "\(path)/runs/\(run)"
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("journal") }
            // A file that is full is called by the number of its first event, which sorts before the one that is not.
            return names.sorted().map { "\(folder)/\($0)" }
        }
    }

    /// What stands in the files of one name, a run each.
    func files(named name: String) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/runs").map { try PlainFile.contents(of: "\(path)/runs/\($0)/\(name)") }
    }

    /// The lines of a file, each with its end.
    static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
