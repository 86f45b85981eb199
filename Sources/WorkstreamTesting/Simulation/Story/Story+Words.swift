import Workstream

extension Story {
    /// The path of a node, in quotes.
    func path(_ node: Int) -> String { "\"\(facts.paths[node])\"" }

    /// The path of what a moment is about; nil: of nothing in the plan.
    func path(of moment: StoryMoment?) -> NodePath? {
        switch moment?.what {
        case .callBegan(let call), .effect(let call), .callEnded(let call): facts.paths[calls[call].node]
        case .stored(let number): facts.paths[events[number].node]
        default: nil
        }
    }

    /// The path of the last call that threw; nil: none did.
    var pathOfLastFailure: NodePath? {
        for moment in moments.reversed() {
            if case .callEnded(let call) = moment.what, case .threw = calls[call].ending { return facts.paths[calls[call].node] }
        }
        return nil
    }
}
