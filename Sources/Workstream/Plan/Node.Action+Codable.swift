/// The stored form of an action or check.
///
/// An object with the fields `name`, `purpose`, `key`, `plugin`, `pluginVersion`, `request`, `bindings`, `timeout` (`null`: no limit), `deadline`, `retries`,
/// `effect`, `effectIsPlugins` (whether submit asked the plugin for it), `onUnknownOutcome`, `defects`, `number`; only `name`, `plugin` and `request` may not be missing.
extension Node.Action: Codable {
    private enum Field: String, CodingKey {
        case name, purpose, key, plugin, pluginVersion, request, bindings, timeout, deadline, retries, effect, effectIsPlugins, onUnknownOutcome
        case defects, number
    }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            purpose: try fields.decode(.purpose, or: ""),
            key: try fields.decodeIfPresent(String.self, forKey: .key),
            plugin: try fields.decode(String.self, forKey: .plugin),
            request: try fields.decode(JSON.self, forKey: .request),
            bindings: try fields.decode(.bindings, or: []),
            timeout: fields.contains(.timeout) ? try fields.decodeIfPresent(Duration.self, forKey: .timeout) : Self.defaultTimeout,
            deadline: try fields.decodeIfPresent(Duration.self, forKey: .deadline),
            retries: try fields.decode(.retries, or: 0),
            effect: try fields.decodeIfPresent(Effect.self, forKey: .effect),
            onUnknownOutcome: try fields.decodeIfPresent(UnknownOutcomePolicy.self, forKey: .onUnknownOutcome))
        pluginVersion = try fields.decodeIfPresent(Int.self, forKey: .pluginVersion)
        hasPluginsEffect = try fields.decode(.effectIsPlugins, or: false)
        defects = try fields.decode(.defects, or: [])
        number = try fields.decodeIfPresent(Int.self, forKey: .number)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(name, forKey: .name)
        try fields.encodeUnlessEmpty(purpose, forKey: .purpose)
        try fields.encodeIfPresent(key, forKey: .key)
        try fields.encode(plugin, forKey: .plugin)
        try fields.encodeIfPresent(pluginVersion, forKey: .pluginVersion)
        try fields.encode(request, forKey: .request)
        try fields.encodeUnlessEmpty(bindings, forKey: .bindings)
        // Written as null where there is none: missing, it would mean the default.
        try fields.encode(timeout, forKey: .timeout)
        try fields.encodeIfPresent(deadline, forKey: .deadline)
        try fields.encode(retries, forKey: .retries)
        try fields.encodeIfPresent(effect, forKey: .effect)
        try fields.encodeIfTrue(hasPluginsEffect, forKey: .effectIsPlugins)
        try fields.encodeIfPresent(onUnknownOutcome, forKey: .onUnknownOutcome)
        try fields.encodeUnlessEmpty(defects, forKey: .defects)
        try fields.encodeIfPresent(number, forKey: .number)
    }
}
