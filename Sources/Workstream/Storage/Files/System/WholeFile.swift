/// Reads and replaces whole files of the system, for the products beside the framework.
///
/// The calls block.
package enum WholeFile {
    /// What stands in a file; `nil` where nothing has that path.
    package static func contents(of path: String) throws -> [UInt8]? {
        try SystemFiles().contents(of: path)
    }

    /// Makes a folder, unless there is one; the folder around it must exist.
    package static func makeFolder(_ path: String) throws {
        _ = try SystemFiles().makeFolder(path)
    }

    /// Replaces a file, or makes it and the folder that it is in: whoever reads it sees the old one or the new one.
    ///
    /// - Parameters:
    ///   - name: The name of the file.
    ///   - folder: Where it is; the folder around it must exist.
    ///   - bytes: What is to stand in it.
    package static func replace(_ name: String, in folder: String, with bytes: [UInt8]) throws {
        let files = SystemFiles()
        _ = try files.makeFolder(folder)
        // A temporary name of its own, because tests that run side by side may record the same file.
        try files.replace("\(folder)/\(name)", bytes, by: "\(folder)/.\(name).\(NativeThread.currentID).new")
    }
}
