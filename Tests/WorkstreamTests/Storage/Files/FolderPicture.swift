import Foundation

/// What stands in a folder, to see later that nobody touched it.
struct FolderPicture: Equatable {
    /// What a path leads to.
    enum Entry: Equatable {
        case file([UInt8])
        case folder
        case link(String)
        case other
    }

    /// Everything in the folder, by its path in it.
    let entries: [String: Entry]

    /// Looks at a folder.
    ///
    /// - Parameter names: Files that may change.
    init(of folder: String, except names: Set<String> = []) throws {
        let manager = FileManager.default
        var entries: [String: Entry] = [:]
        for path in try manager.subpathsOfDirectory(atPath: folder) where !names.contains(path) {
            let full = "\(folder)/\(path)"
            entries[path] =
                switch try manager.attributesOfItem(atPath: full)[.type] as? FileAttributeType {
                case .typeRegular: .file(Array(try Data(contentsOf: URL(filePath: full))))
                case .typeDirectory: .folder
                case .typeSymbolicLink: .link(try manager.destinationOfSymbolicLink(atPath: full))
                default: .other
                }
        }
        self.entries = entries
    }
}
