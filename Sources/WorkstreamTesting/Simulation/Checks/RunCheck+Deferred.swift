import Workstream

extension RunCheck {
    /// S14: deferred batches are chosen once, by their conditions, and run once.
    static let deferred = RunCheck(rule: "S14", says: "a deferred batch is chosen once, by its condition, and runs once") { story in
        let entries = story.facts.entries
        var hasBegun = [Bool](repeating: false, count: entries.count)
        var isSkipped = [Bool](repeating: false, count: entries.count)
        // By plan and block: what is known until the choice is made, and what was known then.
        var isUnwell = [Bool](repeating: false, count: entries.count)
        var isTouched = [Bool](repeating: false, count: entries.count)
        var chosen = [Choice?](repeating: nil, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            guard case .stored(let number) = moment.what else { continue }
            let event = story.events[number]
            let entry = entries[event.node]
            switch event.kind {
            case .failed, .stopping: isUnwell[event.node] = true
            case .stopRequested: isUnwell[0] = true
            case .attemptBegan where entry.isBody:
                isTouched[0] = true
                isTouched[entry.block] = true
            case .phaseBegan(let began) where began.phase == .deferredActions:
                if chosen[event.node] != nil { return Fault(why: "it was chosen twice in \(story.path(event.node))", moment: place) }
                chosen[event.node] = Choice(isUnwell: isUnwell[event.node], isTouched: isTouched[event.node])
            case .began where entry.kind == .batch:
                if hasBegun[event.node] || isSkipped[event.node] { return Fault(why: "\(story.path(event.node)) began again", moment: place) }
                hasBegun[event.node] = true
                guard let condition = entry.condition, let choice = chosen[entry.parent] else {
                    return Fault(why: "\(story.path(event.node)) began before the choice was made", moment: place)
                }
                if !choice.holds(condition) { return Fault(why: "\(story.path(event.node)) began, which is for \(condition)", moment: place) }
            case .skipped(let skipped) where entry.kind == .batch:
                guard case .conditionNotMet = skipped.reason else { continue }
                if hasBegun[event.node] || isSkipped[event.node] {
                    return Fault(why: "it was decided twice about \(story.path(event.node))", moment: place)
                }
                isSkipped[event.node] = true
            default: break
            }
        }
        return nil
    }

    /// What the choice of batches goes by.
    private struct Choice {
        var isUnwell: Bool
        var isTouched: Bool

        func holds(_ condition: DeferredCondition) -> Bool {
            switch condition {
            case .success: !isUnwell
            case .failure: isUnwell && isTouched
            case .anyFailure: isUnwell
            case .always: true
            }
        }
    }
}
