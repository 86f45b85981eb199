#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the file of a program, and says clearly why there is none.
///
/// The search is our own, because `posix_spawnp` uses the `PATH` of this process, not the child's, and answers a missing program, a missing directory and a
/// missing interpreter with one number.
enum ProgramSearch {
    /// Where programs are looked for when the child's environment has no `PATH`.
    static let defaultPath = "/usr/local/bin:/usr/bin:/bin"

    /// The path to give to the system for a command's program.
    ///
    /// Directories of `PATH` that are not absolute are passed over: what they mean depends on the directory that the program starts in.
    ///
    /// - Throws: `ProcessFailure` with code `.directory`, `.notFound`, `.permissionDenied` or `.notExecutable`.
    static func path(of command: ProcessCommand, in environment: [String: String]) throws(ProcessFailure) -> String {
        if let directory = command.directory { try check(directory: directory, for: command) }
        let program = command.program
        if program.utf8.contains(UInt8(ascii: "/")) {
            // A relative path counts from the directory that the child starts in.
            let seen = program.utf8.first == UInt8(ascii: "/") ? program : command.directory.map { $0 + "/" + program } ?? program
            switch look(at: seen) {
            case .program: return program
            case .forbidden: throw forbidden(program, at: seen)
            case .directory:
                throw ProcessFailure(
                    code: .notExecutable, message: "The program \"\(program)\" is a directory. It cannot be run: give the path of a file in it.")
            case .nothing:
                throw ProcessFailure(
                    code: .notFound,
                    message: "There is no program \"\(program)\". The file \"\(seen)\" does not exist, or a directory above it may not be entered: "
                        + "install it, or correct the path.")
            }
        }
        let searched = environment["PATH"] ?? defaultPath
        var refused: String?
        for directory in searched.split(separator: ":") where directory.utf8.first == UInt8(ascii: "/") {
            let candidate = "\(directory)/\(program)"
            switch look(at: candidate) {
            case .program: return candidate
            case .forbidden: refused = refused ?? candidate
            case .directory, .nothing: continue
            }
        }
        if let refused { throw forbidden(program, at: refused) }
        throw ProcessFailure(
            code: .notFound,
            message: "There is no program \"\(program)\". It was searched for in PATH, \"\(searched)\": install it, give its whole path, or set PATH."
        )
    }

    private enum Found { case program, forbidden, directory, nothing }

    private static func look(at path: String) -> Found {
        var status = stat()
        if stat(path, &status) != 0 { return .nothing }
        if status.st_mode & S_IFMT == S_IFDIR { return .directory }
        return access(path, X_OK) == 0 ? .program : .forbidden
    }

    private static func check(directory: String, for command: ProcessCommand) throws(ProcessFailure) {
        var status = stat()
        let reason: String
        if stat(directory, &status) != 0 {
            reason = "the system says \"\(ProcessFailure.text(of: errno))\""
        } else if status.st_mode & S_IFMT != S_IFDIR {
            reason = "it is a file"
        } else if access(directory, X_OK) != 0 {
            reason = "this user may not enter it"
        } else {
            return
        }
        throw ProcessFailure(
            code: .directory,
            message: "The program \"\(command.program)\" cannot start in the directory \"\(directory)\": \(reason). "
                + "Create the directory, or correct its path or rights.")
    }

    private static func forbidden(_ program: String, at path: String) -> ProcessFailure {
        ProcessFailure(
            code: .permissionDenied,
            message: "The program \"\(program)\" may not be run. The file \"\(path)\" is there, and this user has no right to execute it: "
                + "set its rights (\"chmod +x\"), or run as a user who may.")
    }
}
