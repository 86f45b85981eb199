/// A typed `Action` or `Check`: it knows its plugin, so the compiler checks what is bound to its request.
public protocol TypedCall: CallModifiers {
    /// The plugin that is called.
    associatedtype P: Plugin
    /// The stored action or check.
    var node: Node.Action { get }
}

extension Action: TypedCall {}
extension Check: TypedCall {}

extension Action {
    /// What the action will answer; bindings of later actions take values from it: `.binding(\.file, to: upload.response.path)`.
    ///
    /// Set a key before taking the handle: it names the action as it is now.
    public var response: ResponseHandle<P> { ResponseHandle(of: node) }

    /// The whole of what the action will answer, as one value.
    public var wholeResponse: ResponseValue<P.Response> { ResponseHandle.whole(response) }
}

extension Node.Action {
    /// What the action will answer, with its type: for bindings to an action that a function has given as a plain node.
    public func response<P: Plugin>(as plugin: P.Type) -> ResponseHandle<P> { ResponseHandle(of: self) }
}
