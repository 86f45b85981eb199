import Workstream

extension RunCheck {
    /// S72: the journal is numbered without gaps, and its times never decrease.
    static let times = RunCheck(rule: "S72", says: "event times never decrease within a journal") { story in
        for (place, event) in story.events.enumerated() {
            if event.number != place + 1 { return Fault(why: "event \(event.number) stands at place \(place + 1)") }
            if place > 0, event.time < story.events[place - 1].time { return Fault(why: "event \(event.number) is earlier than the one before it") }
        }
        return nil
    }
}
