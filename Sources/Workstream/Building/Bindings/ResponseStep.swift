/// One step from a value to something inside it.
enum ResponseStep: Sendable, Hashable {
    /// To what stands at a key path of stored properties.
    case member(PropertyPath)
    /// To an element of a list.
    case index(Int)
    /// To a value of a dictionary.
    case key(String)

    /// To what stands at a key path.
    static func member<Root, Value>(_ path: StoredProperty<Root, Value>) -> ResponseStep { .member(PropertyPath(path)) }
}
