extension Plugin {
    /// Says that the plugin gives no example.
    public static func example(_ random: inout some RandomNumberGenerator) throws -> Response {
        throw PluginError(.failed, "The plugin \"\(name)\" gives no example of its response. Implement `example(_:)`.", isPermanent: true)
    }
}
