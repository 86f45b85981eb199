/// Makes sure that a folder is a store, or makes it one, before anything in it is touched.
struct StoreOpening: Sendable {
    /// What a crash may leave of a store that was just being made.
    private static let beginnings: Set<String> = ["lock", "runs", "temporary", StoreMarker.file + ".new"]

    private let store: FileStore

    init(of store: FileStore) {
        self.store = store
    }

    /// Finds the folder that a path means, from the root of the file system on.
    ///
    /// - Parameter access: An engine makes a folder that does not exist.
    /// - Throws: `StorageError` with code `.notFound` for an observer of a folder that does not exist: an empty list would hide that the path is wrong.
    static func folder(at path: String, for access: Access, files: any FileSystem) throws(StorageError) -> String {
        let folder = try reaching { () throws(SystemFault) -> String? in
            if access == .readWrite { _ = try files.makeFolder(path) }
            do throws(SystemFault) {
                return try files.resolve(path)
            } catch {
                guard access == .observer, error.isMissing else { throw error }
                return nil
            }
        }
        guard let folder else { throw .noFolder(path, in: path.utf8.first == UInt8(ascii: "/") ? nil : try? files.resolve(".")) }
        return folder
    }

    /// Takes the folder, and prepares it where it is empty.
    ///
    /// - Throws: `StorageError` with code `.owned`, `.newerFormat`, `.damaged` when the folder is no store, `.io` and `.full`.
    func take() throws(StorageError) -> FolderLock {
        try checkOwner()
        if try !isMarked() { try checkUnused() }
        let lock = try FolderLock(store.lock, of: store.folder, files: store.files, isDurable: store.isDurable, at: store.now())
        // Only now, because two that find an empty folder at the same time must not both prepare it.
        if try !isMarked() { try mark() }
        try reaching { () throws(SystemFault) in
            var isNew = try store.files.makeFolder(store.runs)
            isNew = try store.files.makeFolder(store.temporary) || isNew
            if isNew { try store.synchronise(folder: store.folder) }
            // What was being made or removed when the last owner went.
            for name in try store.files.list(store.temporary) { try store.files.removeTree("\(store.temporary)/\(name)") }
        }
        return lock
    }

    /// Makes sure that the folder is a store that can be read, or may become one.
    func look() throws(StorageError) {
        try checkOwner()
        if try !isMarked() { try checkUnused() }
    }

    private func checkOwner() throws(StorageError) {
        let information = try reaching { () throws(SystemFault) in try store.files.information(at: store.folder) }
        guard let information, information.kind == .folder else { throw .noStore(store.folder, because: "it is no folder") }
        guard information.owner == HostProcess.user else {
            throw StorageError(
                .io,
                "The folder \"\(store.folder)\" belongs to user \(information.owner), but this process runs as user \(HostProcess.user). Files that it made there "
                    + "could not be read by the other. Run it as the same user, or open another folder.")
        }
    }

    /// Whether the folder is marked as a store of a version that can be read.
    private func isMarked() throws(StorageError) -> Bool {
        guard let bytes = try reaching(nil, { () throws(SystemFault) in try store.files.contents(of: store.marker) }) else { return false }
        _ = try StoreMarker(bytes, of: store.folder)
        return true
    }

    private func checkUnused() throws(StorageError) {
        let names = try reaching { () throws(SystemFault) in try store.files.list(store.folder) }
        guard let foreign = names.sorted().first(where: { !Self.beginnings.contains($0) }) else { return }
        throw .noStore(store.folder, because: "it holds other things, such as \"\(foreign)\", and no file \"\(StoreMarker.file)\"")
    }

    private func mark() throws(StorageError) {
        let bytes = try StoreMarker().bytes()
        try reaching { () throws(SystemFault) in
            try store.files.replace(store.marker, bytes, durablyIn: store.isDurable ? store.folder : nil)
        }
    }
}
