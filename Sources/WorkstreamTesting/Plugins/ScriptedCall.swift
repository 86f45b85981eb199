public import Workstream

/// A call of a scripted plugin, as its behaviour sees it.
public struct ScriptedCall: Sendable {
    /// What the plugin was asked.
    public let request: JSON
    /// What the engine tells plugins: run, path, attempt, tokens, time.
    public let context: PluginContext
    /// How many calls the same node of the same run has had of this plugin, this one included.
    public let number: Int

    /// The request, as the type that the real plugin takes.
    ///
    /// - Throws: `JSON.DecodingFault`.
    public func request<Request: Decodable>(as type: Request.Type) throws -> Request {
        try request.decode(type)
    }
}
