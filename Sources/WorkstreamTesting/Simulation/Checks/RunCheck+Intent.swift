import Workstream

extension RunCheck {
    /// S60: a call is made only when its intent is stored, and its outcome is not.
    static let intent = RunCheck(rule: "S60", says: "an attempt begins only after its intent is stored") { story in
        // By node: the attempt that is intended; of a group, whether a run of it is.
        var intended = [Int](repeating: 0, count: story.facts.entries.count)
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .stored(let number):
                let event = story.events[number]
                switch event.kind {
                case .attemptBegan(let began): intended[event.node] = began.attempt
                case .attemptEnded: intended[event.node] = 0
                case .groupBegan: intended[event.node] = 1
                case .ended where story.facts.entries[event.node].kind == .checks: intended[event.node] = 0
                default: break
                }
            case .callBegan(let number):
                let call = story.calls[number]
                let entry = story.facts.entries[call.node]
                // Runs of continuous groups have no intents after the gate.
                if call.isProbe || entry.group == .continuous { continue }
                let isIntended =
                    entry.group == nil || call.attempt > 1 ? intended[call.node] == call.attempt : intended[entry.parent] == 1
                if !isIntended { return Fault(why: "attempt \(call.attempt) of \(story.path(call.node)) was called without one", moment: place) }
            default: break
            }
        }
        return nil
    }
}
