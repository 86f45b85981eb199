extension PlanIndex {
    /// Whether an event can be about the node that it names; one that was not written by the engine may say anything.
    func suits(_ event: Event) -> Bool {
        let kind = entries[event.node].kind
        return switch event.kind {
        case .submitted: kind == .plan
        case .began: kind != .action && kind != .checks
        case .phaseBegan: kind == .plan || kind == .block || kind == .sequence
        case .groupBegan, .continuousPassed: kind == .checks
        case .attemptBegan, .attemptCut, .attemptEnded, .lateAnswer, .probing, .probed, .unresolved, .decided, .interrupted: kind == .action
        case .stopRequested, .paused, .resumed, .deadlinesMoved, .recovered, .handedOver, .messageIgnored: kind == .plan
        case .failed, .ended: knowsOrigin(of: event)
        case .stopping, .cut, .skipped: true
        }
    }

    /// Apart, so that only these events are taken out of their case.
    private func knowsOrigin(of event: Event) -> Bool {
        switch event.kind {
        case .failed(let failed): entries.indices.contains(failed.origin)
        case .ended(let ended): ended.origin.map { entries.indices.contains($0) } ?? true
        default: true
        }
    }
}
