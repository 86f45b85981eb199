/// Finds the values of secrets in the places that need no configuration, and in resolvers given by name.
public struct SecretResolver: Sendable {
    /// Answers for a key with a value.
    public typealias Named = @Sendable (_ key: String) async throws -> String

    private let resolvers: [String: Named]

    /// A resolver that also knows those named ones.
    public init(_ resolvers: [String: Named] = [:]) {
        self.resolvers = resolvers
    }

    /// The value of a secret.
    ///
    /// It may block its thread while a program runs or a file is read, so it is called on threads for plugins.
    /// - Throws: `PluginError` with code `.secretUnavailable`, which never contains the value, and what a named resolver throws; `CancellationError`.
    public func resolve(_ secret: Secret) async throws -> String {
        switch secret.reference {
        case .environment(let variable): return try SecretSource.environment(variable)
        case .file(let path): return try SecretSource.file(path)
        case .command(let command): return try SecretCommand(command: command).read()
        case .resolver(let name, let key):
            guard let resolver = resolvers[name] else { throw unknown(name, key) }
            let value = try await resolver(key)
            guard !value.isEmpty else { throw SecretBytes.empty("The secret resolver \"\(name)\", asked for the key \"\(key)\",") }
            return value
        }
    }

    private func unknown(_ name: String, _ key: String) -> PluginError {
        let known = resolvers.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
        return PluginError(
            .secretUnavailable,
            "There is no secret resolver called \"\(name)\", so the key \"\(key)\" cannot be looked up. "
                + "\(known.isEmpty ? "The engine was given none" : "The engine knows \(known)"): give it one of that name, or correct the reference.",
            isPermanent: true)
    }
}
