/// What one input led to: events to store, then commands to carry out.
///
/// Reused from step to step, so that nothing is allocated.
package struct Step: Sendable {
    /// The events, in order; stored together, whole or not at all (S61).
    package var events: [Event] = []
    /// The commands, in order.
    package var commands: [Command] = []
    /// The moment at which the input is handled.
    package internal(set) var now = Timestamp(nanoseconds: 0)

    /// An empty step.
    package init() {}

    /// Empties the step and keeps its room.
    package mutating func reset() {
        events.empty()
        commands.empty()
    }
}
