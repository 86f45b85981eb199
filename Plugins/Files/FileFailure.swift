public import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns what a system call on a file answered into an error that says what to do.
package enum FileFailure {
    /// What a number of `errno` means for an action.
    private struct Meaning {
        var name: String
        var code: PluginError.Code = .failed
        var isPermanent = true
        var advice: String
    }

    /// The error for a failed call: what was tried, on which path, the system's words and its name for them, and what to do.
    ///
    /// A full disk, a busy file and a shortage of descriptors or memory pass by themselves, so they may be retried; what only a person can put right is
    /// permanent.
    package static func error(_ number: Int32, doing what: String, _ path: String) -> PluginError {
        let meaning = meaning(of: number)
        let text = strerror(number).map { String(cString: $0) } ?? "unknown error"
        return PluginError(
            meaning.code, "Could not \(what) \"\(path)\": \(text) (\(meaning.name)). \(meaning.advice)", isPermanent: meaning.isPermanent)
    }

    private static func meaning(of number: Int32) -> Meaning {
        switch number {
        case ENOENT: Meaning(name: "ENOENT", code: .notFound, advice: "Nothing has that name: check the path, or make what is missing first.")
        case ENOTDIR: Meaning(name: "ENOTDIR", code: .notFound, advice: "A part of the path is a file where a directory is needed: check the path.")
        case EACCES: Meaning(name: "EACCES", code: .permissionDenied, advice: deniedAdvice)
        case EPERM: Meaning(name: "EPERM", code: .permissionDenied, advice: deniedAdvice)
        case EROFS:
            Meaning(
                name: "EROFS", code: .permissionDenied,
                advice: "The file system is mounted read-only: remount it for writing, or name another path.")
        case ENOSPC: Meaning(name: "ENOSPC", code: .noSpace, isPermanent: false, advice: "The disk, or its table of files, is full: free some space.")
        case EDQUOT:
            Meaning(
                name: "EDQUOT", code: .noSpace, isPermanent: false,
                advice: "The user's quota is used up: free some space, or raise the quota.")
        case EFBIG: Meaning(name: "EFBIG", advice: "The file would be larger than the file system or \"ulimit -f\" allows: raise the limit.")
        case EMFILE:
            Meaning(
                name: "EMFILE", isPermanent: false,
                advice: "This process has too many open files: raise \"ulimit -n\", or lower the concurrency.")
        case ENFILE: Meaning(name: "ENFILE", isPermanent: false, advice: "The system has too many open files: close some, or raise its limit.")
        case ENOMEM: Meaning(name: "ENOMEM", isPermanent: false, advice: "The system is short of memory: free some.")
        case EBUSY: Meaning(name: "EBUSY", isPermanent: false, advice: "Something else is using it, such as a mount: release it.")
        case ETXTBSY:
            Meaning(
                name: "ETXTBSY", isPermanent: false,
                advice: "A program is running from it: stop the program, or write beside it and switch a symbolic link.")
        case EIO:
            Meaning(
                name: "EIO", isPermanent: false,
                advice: "The device reports a fault: look at the system's log before you rely on what is stored there.")
        case ESTALE: Meaning(name: "ESTALE", isPermanent: false, advice: "The file server no longer knows the file: check the mount.")
        case EEXIST: Meaning(name: "EEXIST", code: .alreadyExists, advice: "Something has that name already: remove it, or name another path.")
        case ENOTEMPTY:
            Meaning(
                name: "ENOTEMPTY", code: .notEmpty,
                advice: "The directory still holds something: ask for it to be removed recursively, if that is meant.")
        case EISDIR: Meaning(name: "EISDIR", code: .unexpectedKind, advice: "It is a directory where a file is needed: check the path.")
        case ELOOP: Meaning(name: "ELOOP", advice: "Symbolic links in the path point in a circle: correct them.")
        case ENAMETOOLONG: Meaning(name: "ENAMETOOLONG", advice: "The path, or one name in it, is longer than the system allows: shorten it.")
        case EXDEV: Meaning(name: "EXDEV", advice: "The two places are on different file systems: choose them on one.")
        case EINVAL: Meaning(name: "EINVAL", advice: "The file system does not accept that: check the path.")
        default: Meaning(name: "errno \(number)", isPermanent: false, advice: "See to what the system says, then try again.")
        }
    }

    private static let deniedAdvice = "The user that this process runs as is not allowed to: give it the right, or run it as another user."
}

extension PluginError.Code {
    /// A disk or a quota is full; a later attempt may find room.
    public static let noSpace: Self = "noSpace"
    /// Something is already there, and the request says that it must not be replaced.
    public static let alreadyExists: Self = "alreadyExists"
    /// A directory still holds something.
    public static let notEmpty: Self = "notEmpty"
    /// Something is there, but of another kind than the request needs, such as a directory in the place of a file.
    public static let unexpectedKind: Self = "unexpectedKind"
}
