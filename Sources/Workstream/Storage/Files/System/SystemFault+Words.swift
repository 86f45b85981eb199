#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a refused call means to whoever uses the storage.
extension SystemFault {
    private struct Meaning {
        var name: String
        var advice: String
    }

    /// The error that the storage throws: what was tried, on which path, the system's words and its name for them, and what to do.
    func error(for run: RunID? = nil) -> StorageError {
        // What is no file holds nothing of a run, however often it is tried.
        let code: StorageError.Code = isFull ? .full : isNoFile && run != nil ? .damaged : .io
        return StorageError(code, description, run: run)
    }
}

extension SystemFault: CustomStringConvertible {
    /// What was tried, why it failed, and what to do.
    var description: String {
        switch reason {
        case .noFile:
            return "Could not \(action) \"\(path)\": it is a folder, a pipe or a device where a file should be. The storage never put it there. "
                + "Move it away, then open the storage again."
        case .changed:
            return
                "Could not \(action) \"\(path)\": it is longer or shorter than it was left. Somebody else writes into the folder of the storage, which "
                + "only one engine may. Find out who, then take the run up again."
        case .number(let number):
            let meaning = Self.meaning(of: number)
            let text = strerror(number).map { String(cString: $0) } ?? "unknown error"
            return "Could not \(action) \"\(path)\": \(text) (\(meaning.name)). \(meaning.advice)"
        }
    }

    private static func meaning(of number: Int32) -> Meaning {
        switch number {
        case ENOENT: Meaning(name: "ENOENT", advice: "Nothing has that name: somebody removed it, or the path is wrong. Check the path.")
        case ENOTDIR: Meaning(name: "ENOTDIR", advice: "A part of the path is a file where a folder is needed: check the path.")
        case EACCES: Meaning(name: "EACCES", advice: deniedAdvice)
        case EPERM: Meaning(name: "EPERM", advice: deniedAdvice)
        case EROFS: Meaning(name: "EROFS", advice: "The file system is mounted read-only: mount it for writing, or open the storage as an observer.")
        case ENOSPC: Meaning(name: "ENOSPC", advice: "The disk, or its table of files, is full: free some space, then take the run up again.")
        case EDQUOT: Meaning(name: "EDQUOT", advice: "The user's quota is used up: free some space or raise it, then take the run up again.")
        case EFBIG: Meaning(name: "EFBIG", advice: "The file would be larger than the file system or \"ulimit -f\" allows: raise the limit.")
        case EMFILE: Meaning(name: "EMFILE", advice: "This process has too many open files: raise \"ulimit -n\".")
        case ENFILE: Meaning(name: "ENFILE", advice: "The system has too many open files: close some, or raise its limit.")
        case ENOMEM: Meaning(name: "ENOMEM", advice: "The system is short of memory: free some.")
        case EIO: Meaning(name: "EIO", advice: "The device reports a fault: look at the system's log before you rely on what is stored there.")
        case ESTALE: Meaning(name: "ESTALE", advice: "The file server no longer knows the file: check the mount.")
        case EEXIST: Meaning(name: "EEXIST", advice: "Something has that name already: move it away.")
        case ENOTEMPTY: Meaning(name: "ENOTEMPTY", advice: "Something is in the folder already: move it away.")
        case ELOOP:
            Meaning(name: "ELOOP", advice: "A symbolic link stands where a file should be. The storage follows none: put the file in its place.")
        case ENXIO: Meaning(name: "ENXIO", advice: "A pipe or a socket stands where a file should be: move it away.")
        case EISDIR: Meaning(name: "EISDIR", advice: "A folder stands where a file should be: move it away.")
        case ENAMETOOLONG: Meaning(name: "ENAMETOOLONG", advice: "The path, or one name in it, is longer than the system allows: shorten it.")
        case ENOLCK: Meaning(name: "ENOLCK", advice: lockAdvice)
        case EOPNOTSUPP: Meaning(name: "EOPNOTSUPP", advice: lockAdvice)
        default: Meaning(name: "errno \(number)", advice: "See to what the system says, then try again.")
        }
    }

    private static let deniedAdvice = "The user that this process runs as is not allowed to: give it the right, or run it as another user."
    private static let lockAdvice = "The file system cannot lock files, so nothing would keep two engines apart: use another one."
}
