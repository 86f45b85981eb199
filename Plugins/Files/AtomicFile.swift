import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Replaces a file as a whole: readers see the old one or the new one, after a power cut too.
enum AtomicFile {
    /// Writes beside the path, syncs, renames over it, and syncs the folder.
    ///
    /// Without permissions of its own, the new file takes those of the one that it replaces, or the usual ones. Owner and group of the replaced file are kept
    /// where this process is allowed to.
    ///
    /// - Parameters:
    ///   - token: Names the temporary file; the same for all attempts of an action, so that a repetition reuses what a crash left.
    ///   - fill: Writes the content.
    static func replace(
        _ path: String, token: String, permissions: FilePermissions?, fill: (borrowing OpenFile) throws -> Void
    ) throws {
        let path = PathText.trimmed(path)
        let old = try FileCall.information(of: path, followsLinks: false)
        if let old, old.isDirectory {
            throw PluginError(
                .unexpectedKind, "\"\(path)\" is a directory. A file cannot take its place: remove it first, or name another path.",
                isPermanent: true)
        }
        let temporary = PathText.temporary(beside: path, for: token)
        unlink(temporary)
        do {
            try write(temporary, insteadOf: old, permissions: permissions, for: path, fill: fill)
            try FileCall.move(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
        try FileCall.synchronise(directory: PathText.parent(of: path))
    }

    private static func write(
        _ temporary: String, insteadOf old: stat?, permissions: FilePermissions?, for path: String, fill: (borrowing OpenFile) throws -> Void
    ) throws {
        let kept = old.flatMap { $0.isRegularFile ? $0 : nil }
        let wanted = permissions ?? kept?.permissions
        // Never wider than wanted, not even for a moment: the content may be what nobody else is to read.
        let opening = mode_t(wanted.map { $0.rawValue & 0o600 } ?? 0o666)
        let number = FileCall.retrying { open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, opening) }
        guard number >= 0 else { throw FileFailure.error(errno, doing: "write beside", path) }
        let file = OpenFile(owning: number, path: path)
        try fill(file)
        if let kept, kept.st_uid != geteuid() || kept.st_gid != getegid() {
            // Only root may give files away; for anybody else the new file is their own, as with any editor.
            _ = fchown(number, kept.st_uid, kept.st_gid)
        }
        if let wanted, fchmod(number, mode_t(wanted.rawValue)) != 0 {
            throw FileFailure.error(errno, doing: "set the permissions \(wanted) of", path)
        }
        try file.synchronise()
    }
}
