import Workstream

extension RunCheck {
    /// S33: a timeout is followed by another attempt where that does no harm, and by none where it might.
    static let repetition = RunCheck(
        rule: "S33", says: "after a timeout an action is tried again where a repetition does no harm and a retry is left, and only there"
    ) { story in
        let entries = story.facts.entries
        // What ends a body, or grants an attempt: where it happened, more rules come into play.
        var isEnding = false
        var effects = entries.map(\.effect)
        var granted = [Int](repeating: 0, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            switch event.kind {
            case .failed, .stopping, .cut, .stopRequested: isEnding = true
            case .decided: granted[event.node] += 1
            case .attemptBegan(let began): if let effect = began.effect, effects[event.node] == nil { effects[event.node] = effect }
            case .attemptEnded(let ended):
                let entry = entries[event.node]
                guard entry.group == nil, !entry.canProbe, case .failure(let failure) = ended.outcome, failure.isOutcomeUnknown else { continue }
                if ended.status == .running, effects[event.node] == .atMostOnce, granted[event.node] == 0 {
                    return Fault(why: "\(story.path(event.node)) must not be repeated, and is after attempt \(ended.attempt)", moment: place)
                }
                let mayFollow = failure.code == .timeout && ended.attempt <= entry.retries && !entry.hasDeadline && !entry.isDeferred
                if mayFollow, !isEnding, granted[event.node] == 0, effects[event.node] == .idempotent, ended.status != .running {
                    return Fault(why: "\(story.path(event.node)) was given up after attempt \(ended.attempt)", moment: place)
                }
            default: break
            }
        }
        return nil
    }
}
