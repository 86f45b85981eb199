/// A check that knows its plugin's types: an element of a group of checks.
///
/// It hands on a plain `Node.Action`.
///
/// ```swift
/// PreChecks { Check("build exists", FileExists.self, .init(path: build)) }
/// ```
///
/// A request that does not encode becomes a defect in the node, which validation reports; nothing traps.
public struct Check<P: Plugin>: Sendable {
    /// The stored check.
    public var node: Node.Action
}

extension Check where P: CheckPlugin {
    /// A check that asks a plugin to look at something.
    ///
    /// - Parameters:
    ///   - name: What the check is called; need not be unique.
    ///   - purpose: Why it exists, for the people who read the run.
    ///   - plugin: The plugin's type. Another instance of it is picked with `.using("…")`.
    ///   - request: What the plugin is asked.
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, _ request: P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, request: request)
    }

    /// A check whose request takes a few lines to make.
    ///
    /// What the closure throws becomes a defect, which validation reports.
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, request: () throws -> P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, making: request)
    }
}
