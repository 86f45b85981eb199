/// What the machine knows beside the fold, and what a crash may lose: it begins anew with the next engine.
struct Volatile: Sendable {
    /// Whether the engine is closing, so that nothing may begin.
    var isShuttingDown = false
    /// The continuous groups whose loop is going, by node.
    var loops: [Int: ContinuousLoop] = [:]
    /// The loops with passing runs that no event tells of yet, in the order in which they passed.
    var unrecorded: [Int] = []

    /// Whether there is nothing that a rebuilt machine does not know (S62).
    var isEmpty: Bool { !isShuttingDown && loops.isEmpty }
}
