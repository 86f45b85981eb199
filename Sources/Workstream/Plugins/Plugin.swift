/// A kind of work: something that looks at the world (`CheckPlugin`) or changes it (`ActionPlugin`).
///
/// Conform to one of those two, never to this protocol alone. An instance is shared by all the calls of an engine, so keep state in an actor or behind a lock.
///
/// ```swift
/// struct Upload: ActionPlugin {
///     struct Request: Codable, Sendable { var file: String; var host: String }
///     struct Response: Codable, Sendable { var path: String }
///     static let name = "shop.upload"
///     let retryPolicy: RetryPolicy = .seconds
///     func effect(of request: Request) -> Effect { .idempotent }
///     func execute(_ request: Request, in context: PluginContext) async throws -> Response { … }
/// }
/// ```
public protocol Plugin: Sendable {
    /// What the plugin is asked. Encoded into the plan, so keep it readable: later versions have to decode it.
    associatedtype Request: Codable & Sendable
    /// What it answers. Encoded into the journal; later actions can bind to its fields.
    associatedtype Response: Codable & Sendable = NoResponse
    /// Whether the plugin looks or changes; given by `CheckPlugin` and `ActionPlugin`.
    associatedtype Role

    /// The name that plans use. Let it say the module, such as "workstream.shell".
    static var name: String { get }
    /// The version of the request's form; stored with every plan. Raise it when an older request needs `upgrade`.
    static var version: Int { get }
    /// Turns a request that was stored by an older version into one of this version.
    ///
    /// - Throws: An error when that version can no longer be read; the run is then held.
    static func upgrade(_ request: JSON, from version: Int) throws -> JSON

    /// How long to wait between attempts. Required, so that the author thinks about it.
    var retryPolicy: RetryPolicy { get }

    /// Refuses a request that can never work. Called at submit, and again once bound values are filled in; it must not look at the world.
    func validate(_ request: Request) throws

    /// Gets the plugin ready when an engine opens. A plugin that throws is unavailable; the engine opens all the same.
    func prepare() async throws

    /// Does the work. Runs on threads for plugins, so it may block, but should obey cancellation.
    ///
    /// - Throws: `PluginError` to say whether trying again makes sense; any other error may be retried.
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response

    /// A plausible response, for locating key paths of bindings, for scripted plugins, and for simulation. The default fills the type with random leaves.
    static func example(_ random: inout some RandomNumberGenerator) throws -> Response
}

extension Plugin {
    /// The first version.
    public static var version: Int { 1 }

    /// Refuses every older version.
    public static func upgrade(_ request: JSON, from version: Int) throws -> JSON {
        throw PluginError(
            .requestOutdated,
            "The plugin \"\(name)\" (version \(self.version)) cannot read a request of version \(version). It does not say how to upgrade one. "
                + "Implement `upgrade(_:from:)`, or run the plan with the older plugin.", isPermanent: true)
    }

    /// Accepts every request.
    public func validate(_ request: Request) throws {}

    /// Needs nothing.
    public func prepare() async throws {}
}
