import Workstream

extension RunCheck {
    /// S24: so many attempts as there are retries and one, what people grant excepted; the same attempt is made again only by another engine.
    static let attempts = RunCheck(rule: "S24", says: "an action has at most one attempt more than it has retries") { story in
        var granted = [Int](repeating: 0, count: story.facts.entries.count)
        // By node: the last attempt that was called, and by which engine.
        var called = [(attempt: Int, life: Int)](repeating: (0, 0), count: story.facts.entries.count)
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .stored(let number):
                let event = story.events[number]
                switch event.kind {
                case .decided(let decided) where decided.verdict == .retry: granted[event.node] += 1
                case .attemptBegan(let began):
                    let most = story.facts.entries[event.node].retries + 1 + granted[event.node]
                    if began.attempt > most {
                        return Fault(why: "\(story.path(event.node)) began attempt \(began.attempt) of \(most)", moment: place)
                    }
                default: break
                }
            case .callBegan(let number):
                let call = story.calls[number]
                guard !call.isProbe, story.facts.entries[call.node].group == nil else { continue }
                if called[call.node] == (call.attempt, call.life) {
                    return Fault(why: "one engine called attempt \(call.attempt) of \(story.path(call.node)) twice", moment: place)
                }
                called[call.node] = (call.attempt, call.life)
            default: break
            }
        }
        return nil
    }
}
