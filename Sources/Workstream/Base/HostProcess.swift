#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process that the engine lives in, as people find it.
enum HostProcess {
    /// The number of the process.
    static var id: Int { Int(getpid()) }

    /// The number of the user as whom it runs.
    static var user: UInt32 { geteuid() }

    /// The name of the machine; "unknown" where the system does not tell.
    static var machineName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
