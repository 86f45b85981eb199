import Workstream

/// What moments are in words; those that say nothing new to people have none.
extension Story {
    /// Where something happened, and what.
    func words(for moment: StoryMoment) -> (node: Int?, what: String)? {
        switch moment.what {
        case .callBegan(let number):
            let call = calls[number]
            if call.isProbe { return (call.node, "is asked what attempt \(call.attempt) did") }
            return (call.node, call.attempt == 1 ? "begins" : "begins attempt \(call.attempt)")
        case .effect(let number): return (calls[number].node, "has its effect")
        case .callEnded(let number): return words(forEndOf: calls[number]).map { (calls[number].node, $0) }
        case .opened(let life): return (nil, life == 1 ? "an engine opens" : "the next engine opens")
        case .died: return (nil, "the engine is killed")
        case .closed: return (nil, "the engine has closed")
        case .appendFailed(let isKept): return (nil, isKept ? "an append fails, although it is stored" : "an append fails")
        case .asked(let deed): return words(for: deed)
        case .stored(let number): return words(for: events[number].kind, of: events[number].node).map { (events[number].node, $0) }
        }
    }

    private func words(forEndOf call: StoryCall) -> String? {
        switch call.ending {
        case .none, .died: nil
        case .answered: call.isProbe ? "has told" : "succeeds"
        case .threw(let code, let message): "fails: \(message) (\(code))"
        case .cancelled: "is cancelled"
        }
    }

    private func words(for deed: StoryMoment.Deed) -> (node: Int?, what: String) {
        switch deed {
        case .stop(let strength): (nil, "somebody stops the run: \(strength)")
        case .pause: (nil, "somebody pauses the run")
        case .resume: (nil, "somebody lets the run go on")
        case .hold: (nil, "somebody lets the engine hold the run")
        case .release: (nil, "somebody releases the run")
        case .restart: (nil, "somebody shuts the engine down")
        case .recover: (nil, "somebody recovers the run")
        case .decide(let node, let verdict): (node, "somebody decides: \(verdict)")
        }
    }

    private func words(for kind: Event.Kind, of node: Int) -> String? {
        switch kind {
        case .submitted: "is submitted"
        case .began where node == 0: "is started"
        case .phaseBegan(let began) where began.phase == .deferredActions: "deferred work begins"
        case .attemptCut(let cut): "is cut off: \(cut.reason)"
        case .attemptEnded(let ended) where ended.status == .running: "is tried again"
        // What a call threw, its end has told.
        case .attemptEnded(let ended) where ended.status != .completed && ended.outcome.isUnknown: "\(ended.status)"
        case .lateAnswer: "answers late"
        case .ended(let ended) where facts.entries[node].kind != .checks || ended.status == .failed: "\(ended.status)"
        case .skipped(let skipped) where facts.entries[node].kind != .action: "is skipped: \(skipped.reason)"
        case .failed where facts.entries[node].kind == .plan || facts.entries[node].kind == .block: "has failed"
        case .stopping: "is being stopped"
        case .interrupted(let interrupted): "attempt \(interrupted.attempt) was interrupted, and is made again"
        case .unresolved: "waits for a decision: nobody knows what its call did"
        case .recovered(let recovered): recovered.hold.map { "is recovered, and held: \($0)" } ?? "is recovered"
        case .handedOver: "is handed over"
        default: nil
        }
    }
}

extension Outcome {
    /// Whether nobody knows what the call did.
    fileprivate var isUnknown: Bool {
        if case .failure(let failure) = self { failure.isOutcomeUnknown } else { false }
    }
}
