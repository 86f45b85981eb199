import Workstream

extension RunCheck {
    /// S10, S31: the reason of a failed run is the first failure that counted, and a failed block fails its plan.
    static let reason = RunCheck(rule: "S31", says: "a run fails with the first failure that counts, and a failed block fails it") { story in
        var first: Event.Failed?
        var failedBlock: Int?
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            switch event.kind {
            case .failed(let failed) where event.node == 0: first = first ?? failed
            case .ended(let ended) where ended.status == .failed && story.facts.entries[event.node].kind == .block:
                failedBlock = failedBlock ?? event.node
            case .ended(let ended) where event.node == 0:
                if let failedBlock, ended.status != .failed {
                    return Fault(why: "\(story.path(failedBlock)) failed, and the run ended \(ended.status)", moment: place)
                }
                if (ended.status == .failed) != (first != nil) {
                    return Fault(why: "the run ended \(ended.status), and a failure was \(first == nil ? "not " : "")recorded before", moment: place)
                }
                if ended.status == .failed, ended.reason != first?.reason || ended.origin != first?.origin {
                    return Fault(why: "it ended with another reason than its first failure", moment: place)
                }
            default: break
            }
        }
        return nil
    }
}
