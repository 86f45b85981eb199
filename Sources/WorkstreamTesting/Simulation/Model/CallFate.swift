/// What one call does in a simulated world.
struct CallFate: Sendable, Hashable {
    /// How a call goes.
    enum Ending: Sendable, Hashable {
        case answers
        case failsBefore
        case failsAfter
        case hangsBefore
        case hangsAfter
    }

    /// The time until its effect.
    var untilEffect: Duration
    /// The time from then on.
    var rest: Duration
    /// How it goes.
    var ending: Ending
    /// Whether it ignores a cancellation.
    var isStubborn: Bool
}
