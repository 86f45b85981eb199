/// Something that was said about calls.
struct ModelRule: Sendable {
    /// Which calls it is about.
    enum Scope: Sendable {
        case plugin(String)
        case path(PathPattern)
    }

    /// Which calls it is about.
    var scope: Scope
    /// What they are like.
    var traits: [CallTrait] = []
    /// What they do to the world: the place among the effects.
    var effect: Int?
}
