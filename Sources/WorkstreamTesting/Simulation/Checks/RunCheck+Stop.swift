import Workstream

extension RunCheck {
    /// S42: after a stop nothing new begins in the bodies, as soft or hard as it is, and the run does not end as if nothing had been.
    static let stop = RunCheck(rule: "S42", says: "a stop ends the bodies, and the run ends stopped or failed") { story in
        var stop = Cut.none
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            let entry = story.facts.entries[event.node]
            switch event.kind {
            case .stopRequested(let request): stop = max(stop, request.cut)
            case .began where stop != .none && (entry.kind == .block || entry.kind == .sequence):
                return Fault(why: "\(story.path(event.node)) began after it", moment: place)
            case .attemptBegan where stop >= .finishActions && entry.isBody:
                return Fault(why: "an attempt of \(story.path(event.node)) began after it", moment: place)
            case .attemptBegan where stop == .everything && entry.isDeferred:
                return Fault(why: "an attempt of \(story.path(event.node)) began after a stop of everything", moment: place)
            case .ended(let ended) where event.node == 0 && stop != .none && ended.status == .completed:
                return Fault(why: "the run completed", moment: place)
            default: break
            }
        }
        return nil
    }
}
