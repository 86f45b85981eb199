#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ProcessFailure {
    /// The system had no descriptor, process or memory to give.
    static func resources(_ error: Int32, for subject: String) -> ProcessFailure {
        let reason =
            switch error {
            case EMFILE: "This process has as many files open as it may (\(DescriptorLimit.current)): lower the concurrency, or raise \"ulimit -n\"."
            case ENFILE: "The system has as many files open as it may: close some, or raise its limit."
            case EAGAIN: "The system or the user has as many processes as allowed: lower the concurrency, or raise \"ulimit -u\"."
            default: "The system says \"\(text(of: error))\": free memory, or lower the concurrency."
            }
        return ProcessFailure(code: .resources, message: "The system could not make \(subject). \(reason)")
    }

    /// Turns what `posix_spawn` answered into a failure that says what to do.
    static func starting(_ command: ProcessCommand, at path: String, error: Int32) -> ProcessFailure {
        let name = path == command.program ? "\"\(path)\"" : "\"\(command.program)\" (\"\(path)\")"
        switch error {
        case E2BIG:
            return ProcessFailure(
                code: .tooLong,
                message: "The program \(name) could not be started: its arguments and environment are larger than the system allows. "
                    + "Send the data through standard input or a file.")
        case EAGAIN, ENOMEM, EMFILE, ENFILE:
            return resources(error, for: "a process for \(name)")
        case ETXTBSY:
            return ProcessFailure(
                code: .busy, message: "The program \(name) could not be started: its file is open for writing. Wait until it is written whole.")
        case ENOEXEC:
            return ProcessFailure(
                code: .notExecutable,
                message: "The file \(name) is no program for this machine. If it is a script, let it begin with a line such as \"#!/bin/sh\"; "
                    + "if it is a program, install the one for this system.")
        case ENOENT:
            return ProcessFailure(
                code: .notFound,
                message: "The program \(name) is there and could not be started: "
                    + "the interpreter that its first line names, or its loader, does not exist. Install it, or correct that line.")
        case EACCES, EPERM:
            return ProcessFailure(
                code: .permissionDenied,
                message: "The program \(name) may not be run: the system says \"\(text(of: error))\". "
                    + "Check the rights of the file and of its interpreter, and whether its file system is mounted \"noexec\".")
        default:
            return ProcessFailure(
                code: .system, message: "The program \(name) could not be started: the system says \"\(text(of: error))\". Correct what it names.")
        }
    }

    /// The system's words for an error number.
    static func text(of error: Int32) -> String {
        strerror(error).map { String(cString: $0) } ?? "error \(error)"
    }
}
