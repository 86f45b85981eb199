extension Run {
    /// What somebody who stopped the run asked for (S42).
    public struct Stop: Sendable, Hashable {
        /// How hard.
        public let cut: Cut
        /// Who, and why.
        public let asked: Event.Asked
        /// When.
        public let time: Timestamp
    }

    /// Whether somebody paused the run, and nobody resumed it since (S43).
    public var isPaused: Bool { pausedSince != nil }

    /// The actions that wait for a decision, in the order in which they came to (S34).
    public var unresolved: [RunNode] { unresolvedNodes.map { RunNode(self, $0) } }

    /// Why a person should look at the run, if at all: the most urgent reason.
    public var attention: Attention {
        if let engineAttention { return engineAttention }
        if !unresolvedNodes.isEmpty { return .needsDecision(count: unresolvedNodes.count) }
        return isPaused ? .paused : .none
    }

    /// Writes down what people asked for, and what became of calls whose outcome nobody knows.
    mutating func applyControl(_ event: Event) {
        let node = event.node
        switch event.kind {
        case .stopRequested(let stop): self.stop = Stop(cut: stop.cut, asked: stop.asked, time: event.time)
        case .paused: pausedSince = event.time
        case .resumed(let resumed):
            pausedSince = nil
            moveDeadlines(by: resumed.shift)
        case .deadlinesMoved(let shift): moveDeadlines(by: shift)
        case .probing(let probing):
            changeAttempt(node, probing.attempt, at: event.time) { attempt in
                attempt.doubt = probing.error
                attempt.output = probing.output
            }
        case .probed(let probed): changeAttempt(node, probed.attempt, at: event.time) { $0.nextDue = probed.due }
        case .unresolved(let unresolved):
            unresolvedNodes.append(node)
            states[node].reason = unresolved.reason
            changeAttempt(node, unresolved.attempt, at: event.time) { attempt in
                attempt.doubt = unresolved.reason
                attempt.output = unresolved.output ?? attempt.output
            }
        case .decided(let decided):
            changeAttempt(node, decided.attempt, at: event.time) { $0.decision = decided }
        default: break
        }
    }

    private mutating func moveDeadlines(by shift: Duration) {
        guard shift > .zero else { return }
        for node in 0..<index.count where states[node].status == .running && states[node].rare.deadline != nil {
            states[node].rare.deadline = states[node].rare.deadline.map { $0 + shift }
        }
    }
}
