#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A child process that has begun, with our ends of its pipes; whoever has it must close them and reap it.
struct StartedProcess: Sendable {
    /// The process, which is also the number of its group.
    var pid: pid_t
    /// Where its standard input is written; `nil` when it reads the null device.
    var input: Int32?
    /// Where its standard output is read.
    var standardOutput: Int32
    /// Where its standard error is read.
    var standardError: Int32
}
