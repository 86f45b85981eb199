import Workstream

extension RunCheck {
    /// S5, S63: the continuous checks that cover a body pass before it begins, and again after every recovery and resume.
    static let gate = RunCheck(
        rule: "S63", says: "no attempt of a body begins until every continuous group that covers it has passed, and after a recovery once more"
    ) { story in
        guard !story.facts.continuous.isEmpty else { return nil }
        let entries = story.facts.entries
        var hasPassed = [Bool](repeating: false, count: entries.count)
        // What failed or is being stopped waits for no gate.
        var isEnding = [Bool](repeating: false, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .stored(let number):
                let event = story.events[number]
                switch event.kind {
                case .failed, .stopping, .cut: isEnding[event.node] = true
                case .stopRequested: isEnding[0] = true
                case .recovered, .resumed: for group in story.facts.continuous { for check in group.checks { hasPassed[check] = false } }
                default: break
                }
            case .callEnded(let number):
                let call = story.calls[number]
                if entries[call.node].group == .continuous, call.ending == .answered { hasPassed[call.node] = true }
            case .callBegan(let number):
                let call = story.calls[number]
                let entry = entries[call.node]
                guard entry.isBody, !call.isProbe, !isEnding[0], !isEnding[entry.block], !isEnding[entry.sequence] else { continue }
                for group in story.facts.continuous where group.scope == 0 || group.scope == entry.block {
                    if let check = group.checks.first(where: { !hasPassed[$0] }) {
                        return Fault(why: "\(story.path(call.node)) began before \(story.path(check)) had passed", moment: place)
                    }
                }
            default: break
            }
        }
        return nil
    }
}
