/// How the supervision of a process ended.
struct ProcessEnding: Sendable, Hashable {
    /// How the program ended; `nil` when somebody else in this process took its exit status.
    var exit: ProcessExit?
    /// Whether the group was asked to end before the program had ended by itself.
    var wasCancelled: Bool
    /// Whether an output pipe was still open when reading was given up.
    var isOutputCut: Bool
}
