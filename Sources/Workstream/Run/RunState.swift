/// The fold of a run's events, flat and small: what the machine decides on.
///
/// Applying events is the only way in which it changes, live and in recovery alike. The fold contains no rule: it writes what an event says, and counts.
package struct RunState: Sendable {
    /// The plan, compiled.
    package let shape: Shape
    /// The number of the last event; 0 before the first.
    package internal(set) var lastNumber = 0
    /// The time of the last event.
    package internal(set) var lastTime = Timestamp(nanoseconds: .min)
    /// From what the jitter of waits follows.
    package internal(set) var seed: UInt64 = 0
    /// When the run was submitted.
    package internal(set) var submitted = Timestamp(nanoseconds: 0)
    /// The first failure that counts (S31), of the plan and of every block, sequence and batch that has failed and not ended.
    package internal(set) var reasons: [Int: Event.Failed] = [:]
    /// Responses that a binding names, by action.
    package internal(set) var responses: [Int: Payload] = [:]
    /// Requests whose bound values were filled in, by action, as long as the action runs.
    package internal(set) var requests: [Int: Payload] = [:]
    /// What a repetition of an action does, where that follows from its bound values, as long as the action runs.
    package internal(set) var effects: [Int: Effect] = [:]
    /// The last error of actions that wait for another attempt.
    package internal(set) var errors: [Int: Failure] = [:]
    /// How hard people have stopped the run.
    package internal(set) var stop = Cut.none
    /// Since when the run is paused; nil: it is not.
    package internal(set) var pausedSince: Timestamp?
    /// How many actions wait for a decision.
    package internal(set) var unresolved = 0
    /// The number of the last message that an event was made of; 0 before the first.
    package internal(set) var lastMessage = 0
    /// Whether the engine gave the run back in good order, and none took it up since.
    package internal(set) var isHandedOver = false
    var nodes: [NodeState]

    /// The state of a run of which no event is known.
    package init(_ shape: Shape) {
        self.shape = shape
        self.nodes = Array(repeating: NodeState(), count: shape.count)
    }

    /// When the deadline of an action is; `nil` before its first attempt, or without one.
    package func deadline(of node: Int) -> Timestamp? {
        nodes[node].deadline == .max ? nil : Timestamp(nanoseconds: nodes[node].deadline)
    }

    /// The number of a group's last recorded run, or of an action's last attempt; 0 before the first.
    package func attempt(of node: Int) -> Int { Int(nodes[node].attempt) }

    /// The status of a node.
    package func status(of node: Int) -> NodeStatus { nodes[node].status }

    /// Why a person should look at the run, as far as its events say.
    package var attention: Attention {
        if unresolved > 0 { return .needsDecision(count: unresolved) }
        return pausedSince == nil ? .none : .paused
    }

    /// The status of the run.
    package var status: NodeStatus { nodes[0].status }
}
