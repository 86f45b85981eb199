#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The places where a secret can be that need no configuration.
enum SecretSource {
    /// Reads the value of an environment variable.
    ///
    /// - Throws: `PluginError` with code `.secretUnavailable` when it is not set, or empty.
    static func environment(_ variable: String) throws -> String {
        guard !variable.utf8.contains(0), let value = getenv(variable) else {
            throw PluginError(
                .secretUnavailable,
                "The environment variable \"\(variable)\" is not set. The secret it should hold cannot be had: set it where the engine runs.",
                isPermanent: true)
        }
        let text = String(cString: value)
        guard !text.isEmpty else { throw SecretBytes.empty("The environment variable \"\(variable)\"") }
        return text
    }

    /// Reads the content of a file.
    ///
    /// - Throws: `PluginError` with code `.secretUnavailable`, which never shows what the file holds.
    static func file(_ path: String) throws -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw PluginError(
                .secretUnavailable, "The path of a secret's file is empty or contains a zero byte. No file has it: correct the reference.",
                isPermanent: true)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, "opened", errno) }
        defer { close(descriptor) }
        let place = "The file \"\(path)\""
        var bytes = SecretBytes()
        while true {
            switch bytes.read(from: descriptor) {
            case .more, .notYet: continue
            case .end: return try bytes.value(from: place)
            case .tooMany: throw SecretBytes.tooLarge(place)
            case .failed(let error): throw unreadable(path, "read", error)
            }
        }
    }

    private static func unreadable(_ path: String, _ verb: String, _ error: Int32) -> PluginError {
        PluginError(
            .secretUnavailable,
            "The file \"\(path)\" could not be \(verb): \(SecretBytes.words(for: error)). The secret it should hold cannot be had: put the file there, "
                + "readable for the user that the engine runs as.")
    }
}
