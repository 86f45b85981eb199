/// What the machine asks for.
///
/// Plain data; the driver carries it out.
package enum Command: Sendable, Hashable {
    /// Fill in the bound values of a request, and validate it. Internal: answered with `.resolved` before the events of the step are stored.
    case resolve(node: Int)
    /// Call the plugin. Only after the append, as all that follow.
    case begin(node: Int, attempt: Int)
    /// Cancel the call under way; after the grace period, hand in `.abandoned`.
    case cancel(node: Int, attempt: Int)
    /// Ask the plugin what the attempt did; answered with `.probeAnswered`.
    case probe(node: Int, attempt: Int)
    /// The deadline of the call under way has moved: set its limit anew.
    case limit(node: Int, attempt: Int)
    /// Hand in `.due(node)` at that time, or later. An earlier wake-up of the same node stays; it is harmless.
    case wake(node: Int, at: Timestamp)
    /// The run has ended.
    case finish(NodeStatus)

    /// Whether the command is answered before the append.
    package var isInternal: Bool {
        if case .resolve = self { true } else { false }
    }
}
