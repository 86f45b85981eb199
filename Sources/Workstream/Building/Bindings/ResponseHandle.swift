/// What an action will answer: a handle from which bindings take values.
///
/// It has no member of its own; every member is a stored property of the plugin's response, checked by the compiler: `upload.response.path`,
/// `build.response.image.tag`, and for an optional one on the way `build.response[\.image?.tag]`.
///
/// The handle names the action by its key if it had one when the handle was taken, else by its name. A key that is set on a later copy is not known to it, so
/// set the key first.
@dynamicMemberLookup public struct ResponseHandle<P: Plugin> {
    private let reference: Binding.Reference

    /// The response of an action that is not at hand, named by its key.
    public init(key: String, of plugin: P.Type = P.self) {
        reference = .key(key)
    }

    /// The response of an action that is not at hand, named by its name: first among the earlier actions of the own sequence, then, if unique, in the plan.
    public init(name: String, of plugin: P.Type = P.self) {
        reference = .name(name)
    }

    init(of action: Node.Action) {
        reference = action.key.map(Binding.Reference.key) ?? .name(action.name)
    }

    /// A stored property of the response.
    public subscript<Value: Encodable>(dynamicMember property: StoredProperty<P.Response, Value>) -> ResponseValue<Value> {
        ResponseValue(of: reference, in: P.self, steps: [.member(property)])
    }

    /// What stands at a key path in the response; for key paths through optionals, such as `[\.image?.tag]`.
    public subscript<Value: Encodable>(_ path: StoredProperty<P.Response, Value>) -> ResponseValue<Value> {
        ResponseValue(of: reference, in: P.self, steps: [.member(path)])
    }

    /// The whole response.
    ///
    /// It is no member, so that a response may have a property of any name.
    static func whole(_ handle: ResponseHandle) -> ResponseValue<P.Response> {
        ResponseValue(of: handle.reference, in: P.self, steps: [])
    }
}
