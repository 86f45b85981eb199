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
    /// - Throws: `PluginError` with code `.secretUnavailable`, which never contains the value.
    public func resolve(_ secret: Secret) async throws -> String {
        switch secret.reference {
        case .resolver(let name, let key):
            guard let resolver = resolvers[name] else {
                throw PluginError(.secretUnavailable, "There is no secret resolver called \"\(name)\". The key \"\(key)\" cannot be looked up: give the engine one.", isPermanent: true)
            }
            return try await resolver(key)
        case .environment, .file, .command:
            return try SecretSource.read(secret.reference)
        }
    }
}
