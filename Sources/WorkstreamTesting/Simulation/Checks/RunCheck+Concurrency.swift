import Workstream

extension RunCheck {
    /// S20: so many sequences of a block run at a time, and with `exact` fewer as failures come near to the tolerance.
    static let concurrency = RunCheck(rule: "S20", says: "at most so many sequences of a block run at a time as its concurrency says") { story in
        let entries = story.facts.entries
        var running = [Int](repeating: 0, count: entries.count)
        var failed = [Int](repeating: 0, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            // Most events are about actions, and none of those is copied.
            guard case .stored(let number) = moment.what, entries[story.events[number].node].kind == .sequence else { continue }
            let event = story.events[number]
            let block = entries[event.node].parent
            switch event.kind {
            case .began:
                running[block] += 1
                var most = entries[block].concurrency
                if entries[block].isExact, entries[block].tolerated < .max { most = min(most, entries[block].tolerated - failed[block] + 1) }
                if running[block] > most {
                    return Fault(why: "\(story.path(event.node)) began as number \(running[block]), where \(most) may run", moment: place)
                }
            case .ended(let ended):
                running[block] -= 1
                if ended.status == .failed { failed[block] += 1 }
            case .skipped(let skipped):
                if case .dependency = skipped.reason, !entries[block].toleratesSkips { failed[block] += 1 }
            default: break
            }
        }
        return nil
    }
}
