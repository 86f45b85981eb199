import Workstream

extension RunCheck {
    /// S7: continuous checks run again and again while a body runs, whatever else goes on.
    static let continuous = RunCheck(
        rule: "S7", says: "while a body runs, a continuous group begins again when its interval is over"
    ) { story in
        guard !story.facts.continuous.isEmpty else { return nil }
        var loops = story.facts.continuous.map { Loop(group: $0, bodies: story.facts.bodies(of: $0.scope)) }
        for (place, moment) in story.moments.enumerated() {
            for index in loops.indices {
                if let overdue = loops[index].follow(moment, story) {
                    return Fault(why: "\(story.path(loops[index].group.node)) had not begun \(overdue) after its last run", moment: place)
                }
            }
        }
        return nil
    }

    /// What is known of a continuous group.
    private struct Loop {
        let group: PlanFacts.Continuous
        /// When its next run is due; nil while it runs, has failed, or need not run.
        private var due: Timestamp?
        private var hasPassed: [Bool]
        private var isBody = false
        /// How many blocks or sequences have not ended.
        private var bodies: Int
        private var isDriven = false
        /// Whether the engine shuts down, and so begins nothing, also where it takes the run up only then.
        private var isClosing = false
        private static let slack = Duration.seconds(1)

        init(group: PlanFacts.Continuous, bodies: Int) {
            self.group = group
            self.bodies = bodies
            hasPassed = group.checks.map { _ in false }
        }

        /// Follows what happens; gives how long its run is overdue.
        mutating func follow(_ moment: StoryMoment, _ story: Story) -> Duration? {
            switch moment.what {
            case .stored(let number): follow(story.events[number], story.facts, at: moment.time)
            case .callBegan(let number):
                if let check = group.checks.firstIndex(of: story.calls[number].node) {
                    if due != nil { hasPassed = group.checks.map { _ in false } }
                    hasPassed[check] = false
                    due = nil
                    return nil
                }
            case .callEnded(let number):
                guard let check = group.checks.firstIndex(of: story.calls[number].node) else { break }
                hasPassed[check] = story.calls[number].ending == .answered
                if hasPassed.allSatisfy(\.self), isBody, isDriven { due = moment.time + group.interval + Self.slack }
            case .asked(.restart): (isDriven, isClosing, due) = (false, true, nil)
            case .died, .closed, .appendFailed: (isDriven, due) = (false, nil)
            case .opened: isClosing = false
            case .asked, .effect: break
            }
            guard let due, moment.time > due else { return nil }
            return moment.time - due + group.interval + Self.slack
        }

        private mutating func follow(_ event: Event, _ facts: PlanFacts, at time: Timestamp) {
            switch event.kind {
            case .recovered: isDriven = !isClosing
            case .began where event.node == 0: isDriven = true
            case .phaseBegan(let began) where event.node == group.scope:
                isBody = began.phase == .body
                due = isBody && isDriven && hasPassed.allSatisfy(\.self) ? time + group.interval + Self.slack : nil
            case .failed, .stopping:
                // When the plan fails, its blocks are drained.
                if event.node == group.scope || event.node == 0 { (isBody, due) = (false, nil) }
            case .ended, .skipped:
                if facts.isBody(event.node, of: group.scope) { bodies -= 1 }
                // The loop ends with its body.
                if event.node == group.scope || bodies == 0 { (isBody, due) = (false, nil) }
            case .stopRequested, .cut:
                (isBody, due) = (false, nil)
            case .handedOver: due = nil
            default: break
            }
        }
    }
}
