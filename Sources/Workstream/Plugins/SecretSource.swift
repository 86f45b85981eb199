#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The places where a secret can be that need no configuration.
enum SecretSource {
    /// Reads the value behind a reference to an environment variable.
    static func read(_ reference: Secret.Reference) throws -> String {
        switch reference {
        case .environment(let variable):
            guard let value = getenv(variable) else {
                throw PluginError(
                    .secretUnavailable, "The environment variable \"\(variable)\" is not set. The secret it should hold cannot be had: set it where the engine runs.")
            }
            return String(cString: value)
        case .file, .command, .resolver:
            throw PluginError(.secretUnavailable, "unavailable")
        }
    }
}
