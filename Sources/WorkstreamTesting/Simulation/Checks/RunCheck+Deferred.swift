import Workstream

extension RunCheck {
    /// S14: deferred batches are chosen once, by their conditions, and run once.
    static let deferred = RunCheck(rule: "S14", says: "a deferred batch is chosen once, by its condition, and runs once") { story in
        let entries = story.facts.entries
        var hasBegun = [Bool](repeating: false, count: entries.count)
        var isSkipped = [Bool](repeating: false, count: entries.count)
        // By plan and block: what is known when the choice is made, and until then.
        var isUnwell = [Bool](repeating: false, count: entries.count)
        var isTouched = [Bool](repeating: false, count: entries.count)
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
            case .began where entry.kind == .batch:
                if hasBegun[event.node] || isSkipped[event.node] { return Fault(why: "\(story.path(event.node)) began again", moment: place) }
                hasBegun[event.node] = true
                guard let condition = entry.condition else { continue }
                // A stop may come after the choice, but no success comes after a failure.
                let holds =
                    switch condition {
                    case .success: !isUnwell[entry.parent] || hasStop(story, before: number)
                    case .failure: isUnwell[entry.parent] && isTouched[entry.parent]
                    case .anyFailure: isUnwell[entry.parent]
                    case .always: true
                    }
                if !holds { return Fault(why: "\(story.path(event.node)) began, which is for \(condition)", moment: place) }
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

    private static func hasStop(_ story: Story, before number: Int) -> Bool {
        story.events[..<number].contains { if case .stopRequested = $0.kind { true } else { false } }
    }
}
