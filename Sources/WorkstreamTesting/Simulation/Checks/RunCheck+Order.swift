import Workstream

extension RunCheck {
    /// S1–S3: phases come in their order, each once, and nothing happens in what has ended.
    static let order = RunCheck(rule: "S1", says: "phases come in their order, and nothing begins in what has ended") { story in
        let entries = story.facts.entries
        var phases = [Phase](repeating: .notBegun, count: entries.count)
        var hasEnded = [Bool](repeating: false, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            switch event.kind {
            case .phaseBegan(let began):
                if began.phase <= phases[event.node] {
                    return Fault(why: "\(began.phase) of \(story.path(event.node)) began after \(phases[event.node])", moment: place)
                }
                phases[event.node] = began.phase
            case .ended, .skipped:
                // A group runs again, and its checks with it.
                if entries[event.node].group == nil { hasEnded[event.node] = true }
                continue
            default: break
            }
            guard event.kind.begins else { continue }
            var node = event.node
            while true {
                if hasEnded[node] { return Fault(why: "\(story.path(event.node)) began after the end of \(story.path(node))", moment: place) }
                guard node != 0 else { break }
                node = entries[node].parent
            }
        }
        return nil
    }
}

extension Event.Kind {
    /// Whether something begins with the event.
    fileprivate var begins: Bool {
        switch self {
        case .began, .phaseBegan, .groupBegan, .attemptBegan: true
        default: false
        }
    }
}
