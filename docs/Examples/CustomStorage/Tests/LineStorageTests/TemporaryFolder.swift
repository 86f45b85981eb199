import Foundation

/// A folder that is removed with its object.
final class TemporaryFolder: Sendable {
    /// Where it is.
    let path: String

    /// Makes an empty folder.
    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "LineStorageTests-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
