import Workstream

extension RunCheck {
    /// S43: a paused run begins nothing but what its continuous checks need.
    static let pause = RunCheck(rule: "S43", says: "a paused run begins no attempt, group, block, delay or deferred work") { story in
        var isPaused = false
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            let isContinuous = story.facts.entries[event.node].group == .continuous
            let what: String? =
                switch event.kind {
                case .attemptBegan where !isContinuous: "an attempt of"
                case .groupBegan where !isContinuous: "a run of"
                case .began: ""
                case .phaseBegan(let began) where [.entranceDelay, .exitDelay, .body, .deferredActions].contains(began.phase): "\(began.phase) of"
                default: nil
                }
            if isPaused, let what { return Fault(why: "\(what) \(story.path(event.node)) began", moment: place) }
            switch event.kind {
            case .paused: isPaused = true
            case .resumed, .stopRequested: isPaused = false
            default: break
            }
        }
        return nil
    }
}
