import Foundation
import Workstream

/// Where things are kept.
extension Options {
    /// Whether the shop stays when the tool ends.
    var keepsShop: Bool { directory != nil || storage != nil }

    /// Where runs are kept.
    var runs: any Storage {
        if let storage { JSONFileStorage(directory: storage) } else { MemoryStorage() }
    }

    /// A folder for the shop, from the root of the file system on, because plans name files in it.
    func folderForShop() -> String {
        if let directory { return URL(fileURLWithPath: directory).path }
        if let storage { return URL(fileURLWithPath: storage).path + "-shop" }
        return FileManager.default.temporaryDirectory.appendingPathComponent("rolling-upgrade-\(UUID())").path
    }
}
