/// The plugins that an engine may use, by name.
///
/// ```swift
/// let registry: PluginRegistry = [Shell(), FileExists(), .named("shell.root", Shell(environment: root))]
/// ```
///
/// Faults (two plugins of one name, an empty name, a retry policy outside its ranges, a plugin that neither looks nor changes) are kept, and thrown by the
/// engine all at once.
public struct PluginRegistry: Sendable, ExpressibleByArrayLiteral {
    package private(set) var plugins: [String: RegisteredPlugin] = [:]
    /// What is wrong with the plugins, in the order of registration.
    public private(set) var faults: [Fault] = []

    /// What is wrong with one plugin.
    public struct Fault: Sendable, Hashable, CustomStringConvertible {
        /// The name under which the plugin was to be registered.
        public var plugin: String
        /// What happened, why it matters, what to do.
        public var message: String
        /// The message.
        public var description: String { message }
    }

    /// A registry with those plugins.
    public init(_ plugins: [any Plugin] = []) {
        for plugin in plugins { register(plugin) }
    }

    /// A registry with those plugins.
    public init(arrayLiteral plugins: any Plugin...) {
        self.init(plugins)
    }

    /// A registry with those plugins, which replace each other where they have the same name.
    package init(standIns: [RegisteredPlugin]) {
        plugins = Dictionary(standIns.map { ($0.name, $0) }) { _, later in later }
    }

    /// The registered names, sorted.
    public var names: [String] { plugins.keys.sorted() }

    /// Adds a plugin under its own name, or under the one that it was given by `named`.
    public mutating func register(_ plugin: any Plugin) {
        if let named = plugin as? any RegisteredUnderName {
            add(named.original, as: named.registeredName)
        } else {
            add(plugin, as: type(of: plugin).name)
        }
    }

    private mutating func add(_ plugin: some Plugin, as name: String) {
        let type = type(of: plugin)
        if name.isEmpty || name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            fault(name, "The plugin \(type) has the name \"\(name)\". A plan could not refer to it: give it a name without control characters.")
        }
        if plugins[name] != nil {
            fault(
                name,
                "Two plugins are called \"\(name)\"; the second is \(type). An action would not know which one is meant: register one under another name, with `.named(\"…\", …)`."
            )
            return
        }
        if let defect = plugin.retryPolicy.defect {
            fault(name, "The retry policy of the plugin \"\(name)\" cannot be used: \(defect). Correct `retryPolicy` in \(type).")
        }
        guard let registered = RegisteredPlugin(plugin, name: name) else {
            fault(
                name,
                "The plugin \"\(name)\" neither looks nor changes: \(type) has a role of its own. Let it conform to `CheckPlugin` or to `ActionPlugin`."
            )
            return
        }
        plugins[name] = registered
    }

    private mutating func fault(_ plugin: String, _ message: String) {
        faults.append(Fault(plugin: plugin, message: message))
    }

    package subscript(name: String) -> RegisteredPlugin? { plugins[name] }
}
