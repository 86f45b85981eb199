/// An action that knows its plugin's types: an element of a sequence or a deferred batch.
///
/// It hands on a plain `Node.Action`.
///
/// ```swift
/// let upload = Action("upload", Upload.self, .init(file: build, host: host)).retries(3)
/// upload
/// Action("unpack", Shell.self, .init("unpack")).binding(appendingTo: \.arguments, upload.response.path)
/// ```
///
/// A request that does not encode becomes a defect in the node, which validation reports; nothing traps.
public struct Action<P: Plugin>: Sendable {
    /// The stored action.
    public var node: Node.Action
}

extension Action where P: ActionPlugin {
    /// An action that asks a plugin to do something.
    ///
    /// - Parameters:
    ///   - name: What the action is called; need not be unique.
    ///   - purpose: Why it exists, for the people who read the run.
    ///   - plugin: The plugin's type. Another instance of it is picked with `.using("shell.root")`.
    ///   - request: What the plugin is asked.
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, _ request: P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, request: request)
    }

    /// An action whose request takes a few lines to make.
    ///
    /// What the closure throws becomes a defect, which validation reports.
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, request: () throws -> P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, making: request)
    }
}
