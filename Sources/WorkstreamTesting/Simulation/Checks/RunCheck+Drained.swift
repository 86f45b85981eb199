import Workstream

extension RunCheck {
    /// S11: what comes after a body waits until its actions have ended.
    static let drained = RunCheck(
        rule: "S11", says: "no deferred work, post-check, later block or end begins while an action of the body still runs"
    ) { story in
        var underWay: [Int] = []
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .callBegan(let call):
                if story.facts.entries[story.calls[call].node].isBody, !story.calls[call].isProbe { underWay.append(call) }
            case .callEnded(let call): underWay.removeAll { $0 == call }
            case .stored(let number):
                let event = story.events[number]
                switch event.kind {
                case .attemptEnded(let ended): underWay.removeAll { story.calls[$0].node == event.node && story.calls[$0].attempt == ended.attempt }
                case .unresolved, .probing: underWay.removeAll { story.calls[$0].node == event.node }
                default:
                    guard let after = what(event, story), !underWay.isEmpty else { continue }
                    if let call = underWay.first(where: { story.facts.stands(story.calls[$0].node, in: event.node) }) {
                        return Fault(
                            why: "\(after) of \(story.path(event.node)) began while \(story.path(story.calls[call].node)) ran", moment: place)
                    }
                }
            default: break
            }
        }
        return nil
    }

    /// What begins behind the body of a plan or block with an event.
    private static func what(_ event: Event, _ story: Story) -> String? {
        switch event.kind {
        case .phaseBegan(let began) where began.phase >= .postChecks: "the phase \"\(began.phase)\""
        case .ended where [.plan, .block, .sequence].contains(story.facts.entries[event.node].kind): "the end"
        default: nil
        }
    }
}
