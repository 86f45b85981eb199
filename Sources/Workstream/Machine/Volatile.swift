/// What the machine knows beside the fold, and what a crash may lose: it begins anew with the next engine.
struct Volatile: Sendable {
    /// Whether the engine is closing, so that nothing may begin.
    var isShuttingDown = false
    /// Since when the engine holds the run; nil: it does not.
    var heldSince: Timestamp?
    /// Why it does.
    var holdReason: String?
    /// Groups that must run again as a whole as soon as nothing of them is in flight.
    var restarts: Set<Int> = []
    /// Continuous groups that must pass once more before their bodies go on.
    var unproven: Set<Int> = []
    /// By block with dependencies: the sequences that may begin, the first one last.
    var ready: [Int: [Int]] = [:]
    /// The continuous groups whose loop is going, by node.
    var loops: [Int: ContinuousLoop] = [:]
    /// The loops with passing runs that no event tells of yet, in the order in which they passed.
    var unrecorded: [Int] = []

    /// Whether there is nothing that a rebuilt machine does not know (S62).
    var isEmpty: Bool { !isShuttingDown && loops.isEmpty && heldSince == nil && restarts.isEmpty && unproven.isEmpty }
}
