/// A plugin that is registered under another name than its own; an action picks it with `.using("…")`.
public struct NamedPlugin<Original: Plugin>: Plugin {
    /// The request of the original.
    public typealias Request = Original.Request
    /// The response of the original.
    public typealias Response = Original.Response
    /// The role of the original.
    public typealias Role = Original.Role

    package let registeredName: String
    let plugin: Original

    /// The name of the original.
    public static var name: String { Original.name }
    /// The version of the original.
    public static var version: Int { Original.version }
    /// The retry policy of the original.
    public var retryPolicy: RetryPolicy { plugin.retryPolicy }

    /// Does what the original does.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        try await plugin.execute(request, in: context)
    }
}

extension Plugin {
    /// The plugin, registered under that name.
    public static func named<Original: Plugin>(_ name: String, _ plugin: Original) -> NamedPlugin<Original> where Self == NamedPlugin<Original> {
        NamedPlugin(registeredName: name, plugin: plugin)
    }
}
