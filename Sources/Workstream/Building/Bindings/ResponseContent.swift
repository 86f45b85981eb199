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
