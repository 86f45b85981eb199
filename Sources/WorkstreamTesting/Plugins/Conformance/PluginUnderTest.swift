public import Workstream

/// A plugin whose promises are tried, with requests for it and a look at the world that it works on.
///
/// It is made anew for each promise and each request, with a world of its own, since promises are tried side by side and change that world:
///
/// ```swift
/// let folder = try TemporaryFolder()
/// return PluginUnderTest(
///     WriteFile(),
///     requests: [.init(path: folder["a"], content: "text")],
///     refused: [.init(path: "", content: "text")],
///     observe: { try folder.contents() })
/// ```
public struct PluginUnderTest: Sendable {
    /// A request as an older version of the plugin stored it.
    public struct OlderRequest: Sendable {
        /// The version that stored it.
        public var version: Int
        /// What it stored.
        public var request: JSON

        /// A request of an older version.
        public init(version: Int, _ request: JSON) {
            self.version = version
            self.request = request
        }
    }

    /// The longest time that a call of the suite may take; a plugin that takes longer hangs.
    ///
    /// Two minutes, since machines that test are often busy.
    public var limit: Duration = .seconds(120)
    /// The longest time that a cancelled call may go on.
    public var cancellationLimit: Duration = .seconds(5)
    /// Whether the probe of a call that was made may answer that it cannot tell, as that of a plugin does which sees only what is still under way.
    public var probeMayNotKnow = false

    /// The plugin, as any.
    let plugin: any Plugin
    /// The plugin without its types; `nil` where it cannot be registered.
    let registered: RegisteredPlugin?
    /// What it is asked, encoded.
    let requests: @Sendable () throws -> [JSON]
    /// What it has to refuse, encoded.
    let refused: @Sendable () throws -> [JSON]
    /// A request that takes long, encoded.
    let slow: (@Sendable () throws -> JSON)?
    /// Requests of older versions.
    let older: [OlderRequest]
    /// A request read and written again.
    let restoreRequest: @Sendable (JSON) throws -> JSON
    /// A response read and written again.
    let restoreResponse: @Sendable (JSON) throws -> JSON
    /// Decodes a request, and lets the plugin validate it.
    let validate: @Sendable (JSON) throws -> Void
    /// What is seen of the world.
    let observe: @Sendable () async throws -> JSON

    /// A plugin whose promises are tried.
    ///
    /// - Parameters:
    ///   - plugin: The plugin, with the settings that it is to have.
    ///   - requests: What it is asked; in a fresh world each of them succeeds, and a check passes.
    ///   - refused: Requests that can never work, of each kind one; empty for a plugin that takes every request.
    ///   - slow: A request whose call takes longer than ``cancellationLimit`` unless it is cancelled; where there is none, the others are cancelled.
    ///   - older: For a plugin of a version above 1, requests as the older versions stored them.
    ///   - observe: Looks at everything in the world that the plugin can change, in the same way each time; the answers are compared as JSON.
    public init<P: Plugin>(
        _ plugin: P, requests: [P.Request], refused: [P.Request], slow: P.Request? = nil, older: [OlderRequest] = [],
        observe: @escaping @Sendable () async throws -> some Encodable & Sendable
    ) {
        self.plugin = plugin
        registered = RegisteredPlugin(plugin, name: P.name)
        self.requests = { try requests.map { try JSON(encoding: $0) } }
        self.refused = { try refused.map { try JSON(encoding: $0) } }
        if let slow { self.slow = { try JSON(encoding: slow) } } else { self.slow = nil }
        self.older = older
        restoreRequest = { try JSON(encoding: try $0.decode(P.Request.self)) }
        restoreResponse = { try JSON(encoding: try $0.decode(P.Response.self)) }
        validate = { try plugin.validate(try $0.decode(P.Request.self)) }
        self.observe = { try JSON(encoding: try await observe()) }
    }
}
