import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// System calls on paths, with errors that say what to do.
enum FileCall {
    /// Repeats a call that a signal interrupted.
    static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
        var result = call()
        while result == -1, errno == EINTR { result = call() }
        return result
    }

    /// What the system knows about a path; `nil` when nothing is there.
    ///
    /// - Parameter followsLinks: Whether a symbolic link at the end of the path stands for what it points to.
    static func information(of path: String, followsLinks: Bool) throws -> stat? {
        var information = stat()
        guard (followsLinks ? stat(path, &information) : lstat(path, &information)) == 0 else {
            // A file in the place of a parent directory means the same: nothing can be there.
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileFailure.error(errno, doing: "look at", path)
        }
        return information
    }

    /// Where a symbolic link points; `nil` when nothing is there.
    ///
    /// - Throws: `PluginError` with code `.unexpectedKind` when something else is there.
    static func target(ofLink path: String) throws -> String? {
        // Longer than any target that Linux or macOS allows.
        try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8_192) { buffer in
            let count = buffer.baseAddress.map { readlink(path, $0, buffer.count) } ?? 0
            guard count >= 0 else {
                switch errno {
                case ENOENT: return nil
                case EINVAL:
                    throw PluginError(
                        .unexpectedKind,
                        "\"\(path)\" is not a symbolic link. It is left alone, because replacing it would lose what it holds: move it away, or name another path.",
                        isPermanent: true)
                default: throw FileFailure.error(errno, doing: "read the symbolic link", path)
                }
            }
            guard let target = String(validating: buffer[..<count], as: UTF8.self) else {
                throw PluginError(
                    .failed,
                    "The symbolic link \"\(path)\" points to a name that is no UTF-8. It could not be put back as it was: replace the link by hand first.",
                    isPermanent: true)
            }
            return target
        }
    }

    /// Gives a path another name in one step; what had that name is replaced.
    static func move(_ path: String, to destination: String) throws {
        guard rename(path, destination) == 0 else { throw FileFailure.error(errno, doing: "move a finished copy to", destination) }
    }

    /// Returns when the entries of a directory are on the disk.
    static func synchronise(directory path: String) throws {
        try OpenFile(directory: path).synchronise()
    }
}

extension stat {
    /// The bits that say what kind of thing it is.
    var kind: mode_t { st_mode & S_IFMT }
    /// Whether it is a directory.
    var isDirectory: Bool { kind == S_IFDIR }
    /// Whether it is a file with bytes in it.
    var isRegularFile: Bool { kind == S_IFREG }
    /// Whether it is a symbolic link.
    var isSymbolicLink: Bool { kind == S_IFLNK }
    /// Who may read, write and run it.
    var permissions: FilePermissions { FilePermissions(rawValue: UInt16(truncatingIfNeeded: st_mode & 0o7777)) }

    /// Such as "a directory", for messages.
    var kindText: String {
        switch kind {
        case S_IFREG: "a file"
        case S_IFDIR: "a directory"
        case S_IFLNK: "a symbolic link"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }
}
