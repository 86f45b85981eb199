/// Plugins that simulations put in the place of others.
extension RegisteredPlugin {
    /// The same plugin, whose calls something else takes: it reads and judges requests as before, and never comes to work.
    ///
    /// - Parameters:
    ///   - execute: Takes its calls.
    ///   - probe: Takes its probes, where it can probe.
    package func standIn(
        execute: @escaping @Sendable (any Sendable, PluginContext) async throws -> JSON,
        probe: @escaping @Sendable (any Sendable, PluginContext) async throws -> Probe<JSON>
    ) -> RegisteredPlugin {
        RegisteredPlugin(
            name: name, version: version, role: role, retryPolicy: retryPolicy, prepare: {}, decode: decode, effect: effect,
            execute: { try await execute($0, $1).bytes() },
            checkResponse: checkResponse, probe: self.probe == nil ? nil : probe, upgrade: upgrade, example: example)
    }

    /// A plugin of which nothing is known but its name and role; it takes requests of any form.
    ///
    /// - Parameters:
    ///   - name: What plans call it.
    ///   - role: Whether it looks or changes.
    ///   - canProbe: Whether it can be asked what a call did.
    ///   - retryPolicy: How long to wait between attempts.
    ///   - effect: What a repetition does.
    ///   - decode: Reads and judges a request.
    package static func unknown(
        _ name: String, _ role: Role, canProbe: Bool = false, retryPolicy: RetryPolicy = .seconds, effect: Effect = .atMostOnce,
        decode: @escaping @Sendable (JSON) throws -> any Sendable = { $0 }
    ) -> RegisteredPlugin {
        let response = JSON.object([:])
        let probe: @Sendable (any Sendable, PluginContext) async throws -> Probe<JSON> = { _, _ in .unknown }
        return RegisteredPlugin(
            name: name, version: 1, role: role, retryPolicy: retryPolicy, prepare: {}, decode: decode,
            effect: { _ in role == .changing ? effect : nil }, execute: { _, _ in JSON.emptyObjectBytes }, checkResponse: { _ in },
            probe: canProbe ? probe : nil, upgrade: { request, _ in request }, example: { _ in response })
    }

    private init(
        name: String, version: Int, role: Role, retryPolicy: RetryPolicy, prepare: @escaping @Sendable () async throws -> Void,
        decode: @escaping @Sendable (JSON) throws -> any Sendable, effect: @escaping @Sendable (any Sendable) -> Effect?,
        execute: @escaping @Sendable (any Sendable, PluginContext) async throws -> [UInt8], checkResponse: @escaping @Sendable (JSON) throws -> Void,
        probe: (@Sendable (any Sendable, PluginContext) async throws -> Probe<JSON>)?, upgrade: @escaping @Sendable (JSON, Int) throws -> JSON,
        example: @escaping @Sendable (_ seed: UInt64) throws -> JSON
    ) {
        self.name = name
        self.version = version
        self.role = role
        self.retryPolicy = retryPolicy
        self.prepare = prepare
        self.decode = decode
        self.effect = effect
        self.execute = execute
        self.checkResponse = checkResponse
        self.probe = probe
        self.upgrade = upgrade
        self.example = example
    }
}
