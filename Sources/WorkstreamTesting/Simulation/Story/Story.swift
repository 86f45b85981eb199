import Workstream

/// What happened in one execution, over all the lives of its engines: the journal, the calls, and everything else in its order.
struct Story: Sendable {
    /// The plan by numbers.
    var facts: PlanFacts
    /// What happened, in order.
    var moments: [StoryMoment] = []
    /// The journal.
    var events: [Event] = []
    /// The calls, in the order in which they began.
    var calls: [StoryCall] = []
    /// What the world was like after the moments that changed it, where that is to be told.
    var pictures: [(moment: Int, text: StableText)] = []

    /// The status of the run; running as long as it has not ended.
    var status: NodeStatus {
        for event in events.reversed() {
            if event.node == 0, case .ended(let ended) = event.kind { return ended.status }
        }
        return .running
    }
}
