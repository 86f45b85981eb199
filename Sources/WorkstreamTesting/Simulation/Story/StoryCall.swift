import Workstream

/// A call of a plugin in a simulated world.
struct StoryCall: Sendable {
    /// How a call ended.
    enum Ending: Sendable, Hashable {
        /// It did not.
        case none
        /// It answered.
        case answered
        /// It threw.
        case threw(PluginError.Code, message: String)
        /// It was cancelled, and threw that.
        case cancelled
        /// Its engine was killed.
        case died
    }

    /// The number of the action or check.
    var node: Int
    /// The number of the attempt.
    var attempt: Int
    /// How many calls the node had, this one included.
    var number: Int
    /// Which engine made it, from 1.
    var life: Int
    /// Whether the plugin was only asked what an earlier call did.
    var isProbe: Bool
    /// Whether it hangs, and does nothing more.
    var isStuck = false
    /// When it began.
    var began: Timestamp
    /// When it ended.
    var ended: Timestamp?
    /// Its beginning, its effect and its end among the moments; −1: there is none.
    var beginning: Int
    /// Its effect among the moments.
    var effect = -1
    /// Its end among the moments.
    var end = -1
    /// How it ended.
    var ending = Ending.none
}
