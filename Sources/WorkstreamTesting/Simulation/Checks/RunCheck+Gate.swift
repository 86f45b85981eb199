import Workstream

extension RunCheck {
    /// S5, S63: the continuous checks that cover a body pass before it begins, and again after every recovery and resume.
    static let gate = RunCheck(
        rule: "S63", says: "no attempt of a body begins until every continuous group that covers it has passed, and after a recovery once more"
    ) { story in
        guard !story.facts.continuous.isEmpty else { return nil }
        let entries = story.facts.entries
        // By check: whether its last call answered; by group: whether a run of it has ended well.
        var hasPassed = [Bool](repeating: false, count: entries.count)
        // By action: whether all of that held when its attempt was decided on; its call may come a little later (S43: what is in flight finishes).
        var wasOpen = [Bool](repeating: false, count: entries.count)
        func isOpen(_ node: Int) -> Bool {
            story.facts.continuous.allSatisfy { hasPassed[$0.node] || ($0.scope != 0 && $0.scope != entries[node].block) }
        }
        // What failed or is being stopped waits for no gate.
        var isEnding = [Bool](repeating: false, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .stored(let number):
                let event = story.events[number]
                switch event.kind {
                case .failed, .stopping, .cut: isEnding[event.node] = true
                case .stopRequested: isEnding[0] = true
                case .attemptBegan: wasOpen[event.node] = isOpen(event.node)
                case .recovered, .resumed:
                    for group in story.facts.continuous { hasPassed[group.node] = false }
                    if case .recovered = event.kind { wasOpen = wasOpen.map { _ in false } }
                default: break
                }
            case .callEnded(let number):
                let call = story.calls[number]
                guard entries[call.node].group == .continuous else { continue }
                hasPassed[call.node] = call.ending == .answered
                guard let group = story.facts.continuous.first(where: { $0.node == entries[call.node].parent }) else { continue }
                if group.checks.allSatisfy({ hasPassed[$0] }) { hasPassed[group.node] = true }
            case .callBegan(let number):
                let call = story.calls[number]
                let entry = entries[call.node]
                if entry.group == .continuous { hasPassed[call.node] = false }
                guard entry.isBody, !call.isProbe, !isEnding[0], !isEnding[entry.block], !isEnding[entry.sequence], !wasOpen[call.node] else {
                    continue
                }
                for group in story.facts.continuous where group.scope == 0 || group.scope == entry.block {
                    if !hasPassed[group.node] {
                        return Fault(why: "\(story.path(call.node)) began before \(story.path(group.node)) had passed", moment: place)
                    }
                }
            default: break
            }
        }
        return nil
    }
}
