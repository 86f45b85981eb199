/// A plugin without its types: a struct of closures, made once, when it is registered.
package struct RegisteredPlugin: Sendable {
    /// Whether a plugin looks or changes.
    package enum Role: Sendable { case looking, changing }

    /// The name under which it is registered.
    package let name: String
    /// The version of its requests.
    package let version: Int
    /// Whether it looks or changes.
    package let role: Role
    /// How long to wait between attempts.
    package let retryPolicy: RetryPolicy
    /// Gets the plugin ready.
    package let prepare: @Sendable () async throws -> Void
    /// Decodes and validates a request; the value is what the other closures take.
    package let decode: @Sendable (JSON) throws -> any Sendable
    /// What a repetition of a decoded request does; `nil` for a check.
    package let effect: @Sendable (any Sendable) -> Effect?
    /// Calls the plugin with a decoded request, and encodes its response to canonical JSON.
    package let execute: nonisolated(nonsending) @Sendable (any Sendable, PluginContext) async throws -> [UInt8]
    /// Refuses a response that is none of the plugin's.
    package let checkResponse: @Sendable (JSON) throws -> Void
    /// Asks the plugin what happened; `nil` when it cannot probe.
    package let probe: (@Sendable (any Sendable, PluginContext) async throws -> Probe<JSON>)?
    /// Turns a request of an older version into one of this version.
    package let upgrade: @Sendable (JSON, Int) throws -> JSON
    /// A plausible response, encoded.
    package let example: @Sendable (_ seed: UInt64) throws -> JSON

    /// Erases a plugin; `nil` when it neither looks nor changes.
    package init?<P: Plugin>(_ plugin: P, name: String) {
        switch P.Role.self {
        case is Looking.Type: self.role = .looking
        case is Changing.Type: self.role = .changing
        default: return nil
        }
        self.name = name
        self.version = P.version
        self.retryPolicy = plugin.retryPolicy
        self.prepare = { try await plugin.prepare() }
        self.decode = { json in
            let request = try json.decode(P.Request.self)
            try plugin.validate(request)
            return request
        }
        let actionPlugin = plugin as? any ActionPlugin
        self.effect = { request in actionPlugin.flatMap { Self.effect($0, of: request) } }
        self.execute = { request, context in
            let response = try await plugin.execute(Self.typed(request, for: P.self), in: context)
            return P.Response.self == NoResponse.self ? JSON.emptyObjectBytes : try JSON.bytes(encoding: response)
        }
        self.checkResponse = { _ = try $0.decode(P.Response.self) }
        self.probe = (plugin as? any ProbingPlugin).map { Self.probe($0) }
        self.upgrade = { try P.upgrade($0, from: $1) }
        self.example = { seed in
            var random = SeededGenerator(seed: seed)
            return try JSON(encoding: try P.example(&random))
        }
    }

    private static func typed<P: Plugin>(_ request: some Sendable, for plugin: P.Type) -> P.Request {
        // SAFETY: both are the same type. A cast says so too, and takes longer than many a call.
        type(of: request) == P.Request.self ? unsafeBitCast(request, to: P.Request.self) : cast(request, for: plugin)
    }

    /// Apart, since what a cast needs would be made ready for every call.
    @inline(never)
    private static func cast<P: Plugin>(_ request: some Sendable, for plugin: P.Type) -> P.Request {
        guard let typed = request as? P.Request else {
            preconditionFailure("A request decoded by one plugin was handed to another, \(P.name).")
        }
        return typed
    }

    private static func effect<P: ActionPlugin>(_ plugin: P, of request: any Sendable) -> Effect? {
        (request as? P.Request).map { plugin.effect(of: $0) }
    }

    private static func probe<P: ProbingPlugin>(_ plugin: P) -> @Sendable (any Sendable, PluginContext) async throws -> Probe<JSON> {
        { request, context in
            switch try await plugin.probe(typed(request, for: P.self), in: context) {
            case .happened(let response): .happened(try JSON(encoding: response))
            case .didNotHappen: .didNotHappen
            case .inProgress(let wait): .inProgress(lookAgainAfter: wait)
            case .unknown: .unknown
            }
        }
    }
}
