import Workstream

extension RunCheck {
    /// S1: whatever began has ended when the run is over, and nothing comes after.
    static let ends = RunCheck(rule: "S1", says: "whatever began has ended when the run is over, and nothing comes after") { story in
        var isRunning = [Bool](repeating: false, count: story.facts.entries.count)
        var isOver = false
        for (place, moment) in story.moments.enumerated() {
            switch moment.what {
            case .stored(let number):
                let event = story.events[number]
                if isOver { return Fault(why: "event \(event.number) came after the end", moment: place) }
                switch event.kind {
                case .began, .groupBegan, .attemptBegan: isRunning[event.node] = true
                case .attemptEnded(let ended): isRunning[event.node] = ended.status == .running
                case .skipped: isRunning[event.node] = false
                case .ended:
                    isRunning[event.node] = false
                    isOver = event.node == 0
                    if isOver, let node = isRunning.firstIndex(of: true) {
                        return Fault(why: "\(story.path(node)) was still running", moment: place)
                    }
                default: break
                }
            case .callBegan(let call):
                if isOver { return Fault(why: "\(story.path(story.calls[call].node)) was called after the end", moment: place) }
            default: break
            }
        }
        return nil
    }
}
