/// What stands in `store.json`, which tells a folder of runs from any other: `{"format": "workstream", "version": 1}`, pretty.
struct StoreMarker: Sendable, Hashable, Codable {
    /// The name of the file.
    static let file = "store.json"
    /// The version of the layout that is written, and the newest that is read.
    static let newest = 1

    /// What kind of folder it is.
    var format = "workstream"
    /// The version of its layout.
    var version = Self.newest

    /// The marker of a store that is made today.
    init() {}

    /// The bytes of the file.
    func bytes() throws(StorageError) -> [UInt8] {
        do {
            return try JSON(encoding: self).bytes(.pretty)
        } catch {
            throw .malformed("The marker of a store cannot be written as JSON: \(error).")
        }
    }

    /// Reads the bytes of the file.
    ///
    /// - Parameter folder: The name of the folder, for messages.
    /// - Throws: `StorageError` with code `.damaged` when it marks no store, `.newerFormat` when the store is of a newer version.
    init(_ bytes: [UInt8], of folder: String) throws(StorageError) {
        do {
            self = try JSON(parsing: bytes).decode()
        } catch {
            throw StorageError(
                .damaged,
                "The file \"\(Self.file)\" in \"\(folder)\" does not say which version the store has. Without that nobody can tell how to read the rest. "
                    + "Bring the file back from a copy, or open another folder.", cause: error)
        }
        guard format == Self().format else {
            throw StorageError(
                .damaged,
                "The folder \"\(folder)\" is a store of \"\(format)\", not of Workstream. Writing into it would harm what another program keeps there. "
                    + "Open another folder.")
        }
        guard version <= Self.newest else {
            throw StorageError(
                .newerFormat,
                "The store \"\(folder)\" has version \(version). This version reads up to \(Self.newest), and cannot know what a newer one means. "
                    + "Open the store with the version that wrote it, or a later one.")
        }
    }
}
