import Workstream

extension RunCheck {
    /// S26: calls of one action never overlap, but for those that were given up.
    static let overlap = RunCheck(rule: "S26", says: "an attempt never begins while an earlier call of the same action runs") { story in
        // By node: the call under way, and whether the journal has done with it.
        var underWay = [Int](repeating: -1, count: story.facts.entries.count)
        var isSettled = [Bool](repeating: false, count: story.facts.entries.count)
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .callBegan(let call):
                let began = story.calls[call]
                if began.isProbe { continue }
                if underWay[began.node] >= 0, !isSettled[began.node] {
                    let earlier = story.calls[underWay[began.node]]
                    return Fault(
                        why: "attempt \(began.attempt) of \(story.path(began.node)) began while attempt \(earlier.attempt) still ran", moment: place)
                }
                underWay[began.node] = call
                isSettled[began.node] = false
            case .callEnded(let call):
                if underWay[story.calls[call].node] == call { underWay[story.calls[call].node] = -1 }
            case .stored(let number):
                switch story.events[number].kind {
                case .attemptEnded, .unresolved, .probing, .interrupted: isSettled[story.events[number].node] = true
                // An interrupted group runs again as a whole, and what was given up of it is not waited for.
                case .ended where story.facts.entries[story.events[number].node].isAction: isSettled[story.events[number].node] = true
                default: break
                }
            default: break
            }
        }
        return nil
    }
}
