import Workstream

extension RunCheck {
    /// S13, S24: no attempt begins before its wait is over, and nothing after a delay before its time, whatever crashes come between.
    static let waits = RunCheck(rule: "S13", says: "what waits for a time begins at that time or later") { story in
        var due = [Timestamp?](repeating: nil, count: story.facts.entries.count)
        // What fails or is being stopped waits no longer.
        var isEnding = [Bool](repeating: false, count: story.facts.entries.count)
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            switch event.kind {
            case .failed, .stopping, .cut: isEnding[event.node] = true
            case .stopRequested: isEnding[0] = true
            case .attemptEnded(let ended): due[event.node] = ended.due
            case .attemptBegan, .phaseBegan:
                let block = max(0, story.facts.entries[event.node].block)
                if let time = due[event.node], event.time < time, !isEnding[0], !isEnding[block] {
                    return Fault(why: "\(story.path(event.node)) went on \(time - event.time) before it was due", moment: place)
                }
                due[event.node] = nil
                if case .phaseBegan(let began) = event.kind { due[event.node] = began.due }
            default: break
            }
        }
        return nil
    }
}
