import Workstream

extension RunCheck {
    /// S21: a block that has more failures than it tolerates begins nothing more.
    static let tolerance = RunCheck(rule: "S21", says: "a block with more failed sequences than it tolerates begins no other") { story in
        let entries = story.facts.entries
        // By block: what counts against its tolerance, and how much of that has failed by itself.
        var failed = [Int](repeating: 0, count: entries.count)
        var failures = [Int](repeating: 0, count: entries.count)
        for (place, moment) in story.moments.enumerated() {
            // Most events are about actions, and none of those is copied.
            guard case .stored(let number) = moment.what, entries[story.events[number].node].kind == .sequence else { continue }
            let event = story.events[number]
            let block = entries[event.node].parent
            switch event.kind {
            case .began where failed[block] > entries[block].tolerated:
                return Fault(
                    why: "\(story.path(event.node)) began after \(failed[block]) failures, where \(entries[block].tolerated) are tolerated",
                    moment: place)
            case .ended(let ended) where ended.status == .failed:
                failed[block] += 1
                failures[block] += 1
                let most = entries[block].isExact ? 1 : entries[block].concurrency
                if entries[block].tolerated < .max, failures[block] > entries[block].tolerated + most {
                    return Fault(why: "\(failures[block]) sequences of \(story.path(block)) failed", moment: place)
                }
            case .skipped(let skipped):
                if case .dependency = skipped.reason, !entries[block].toleratesSkips { failed[block] += 1 }
            default: break
            }
        }
        return nil
    }
}
