import Workstream

extension RunCheck {
    /// S33: what must not be done twice is not, unless its plugin said that it had not been done.
    static let atMostOnce = RunCheck(rule: "S33", says: "an action that must not be repeated has its effect at most once") { story in
        let entries = story.facts.entries
        var isCareful = entries.map { $0.isAction && $0.group == nil && $0.effect == .atMostOnce }
        var happened = [Bool](repeating: false, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .stored(let number):
                // Of a request with bound values the effect is known with its first attempt only.
                let event = story.events[number]
                if case .attemptBegan(let began) = event.kind, let effect = began.effect, entries[event.node].effect == nil {
                    isCareful[event.node] = effect == .atMostOnce
                }
            case .effect(let number):
                let call = story.calls[number]
                guard isCareful[call.node] else { continue }
                if happened[call.node] { return Fault(why: "\(story.path(call.node)) had it again with attempt \(call.attempt)", moment: place) }
                happened[call.node] = true
            case .callEnded(let number):
                // A plugin that throws says that it may be tried again.
                if case .threw = story.calls[number].ending { happened[story.calls[number].node] = false }
            default: break
            }
        }
        return nil
    }
}
