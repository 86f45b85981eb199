import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files and directories with everything in them.
///
/// Whatever is inside a directory is reached through its open descriptor, never by its path, so that nobody who renames or links something meanwhile can lead
/// the walk elsewhere. Every level keeps one descriptor open.
enum Tree {
    /// A name inside an open directory.
    struct Place {
        /// The open directory, or `AT_FDCWD` for a path.
        var directory: Int32
        /// The name.
        var name: FileName
        /// The whole path, for messages.
        var path: String

        /// A path of its own.
        init(_ path: String) {
            self.directory = AT_FDCWD
            self.name = FileName(path)
            self.path = path
        }

        /// A name inside a directory.
        init(_ name: FileName, in directory: borrowing OpenFile) {
            self.directory = directory.number
            self.name = name
            self.path = directory.path + "/" + name.description
        }

        /// What is there, links not followed; `nil` when nothing is.
        func information() throws -> stat? {
            var information = stat()
            if fstatat(directory, name.bytes, &information, AT_SYMLINK_NOFOLLOW) == 0 { return information }
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure.error(errno, doing: "look at", path)
        }

        /// Opens what is there for reading; a symbolic link is an error.
        func open(isDirectory: Bool = false) throws -> OpenFile {
            let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (isDirectory ? O_DIRECTORY : 0)
            let number = FileCall.retrying { openat(directory, name.bytes, flags) }
            guard number >= 0 else { throw FileFailure.error(errno, doing: "open", path) }
            return OpenFile(owning: number, path: path)
        }

        /// Where the symbolic link points, as bytes.
        func target() throws -> FileName {
            try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8_192) { buffer in
                let count = buffer.baseAddress.map { readlinkat(directory, name.bytes, $0, buffer.count) } ?? -1
                guard count >= 0 else { throw FileFailure.error(errno, doing: "read the symbolic link", path) }
                return FileName(bytes: buffer[..<count] + [0])
            }
        }
    }

    /// Removes what is there; nothing there is as good.
    ///
    /// - Parameter isCancellable: Whether a cancelled task stops half way; what has to be cleaned up is cleaned up all the same.
    static func remove(_ path: String, isRecursive: Bool, isCancellable: Bool = true) throws {
        try remove(Place(path), isRecursive: isRecursive, isCancellable: isCancellable)
    }

    private static func remove(_ place: Place, isRecursive: Bool, isCancellable: Bool) throws {
        if isCancellable { try Task.checkCancellation() }
        guard let present = try place.information() else { return }
        if present.isDirectory {
            if isRecursive {
                let directory = try place.open(isDirectory: true)
                for name in try FileName.all(in: directory) {
                    try remove(Place(name, in: directory), isRecursive: true, isCancellable: isCancellable)
                }
            }
            guard unlinkat(place.directory, place.name.bytes, AT_REMOVEDIR) == 0 || errno == ENOENT else {
                throw FileFailure.error(errno, doing: "remove the directory", place.path)
            }
        } else if unlinkat(place.directory, place.name.bytes, 0) != 0, errno != ENOENT {
            throw FileFailure.error(errno, doing: "remove", place.path)
        }
    }
}
