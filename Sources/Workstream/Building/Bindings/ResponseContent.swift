/// What a bound value is made of, before its place is known.
enum ResponseContent: Sendable {
    /// A piece of a text.
    enum Piece: Sendable {
        case text(String)
        case place(ResponsePlace)
    }

    /// A value of a response.
    case place(ResponsePlace)
    /// A text that is put together.
    case text([Piece])

    /// What stands one step further inside.
    ///
    /// A text has nothing inside; it stays as it is, and the compiler has no member to ask for.
    func appending(_ step: ResponseStep) -> ResponseContent {
        switch self {
        case .place(var place):
            place.steps.append(step)
            return .place(place)
        case .text: return self
        }
    }
}

/// A place in the response of an action, as its author wrote it.
struct ResponsePlace: Sendable {
    var reference: Binding.Reference
    var plugin: any Plugin.Type
    var steps: [ResponseStep]
}

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
