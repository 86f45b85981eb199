@testable import Workstream

/// What becomes of attempts: S12, S24–S27, S33, S34.
extension RunModel {
    /// How a call came back.
    enum Return {
        /// It answered.
        case response
        /// It threw before it was cancelled.
        case error(Failure)
        /// It was cancelled, and threw then: nobody knows what it did.
        case unknown
        /// It ignored its cancellation and was given up.
        case abandoned

        /// Whether nobody knows what the call did.
        var isUnknown: Bool {
            switch self {
            case .response, .error: false
            case .unknown, .abandoned: true
            }
        }

        /// How a call ended.
        init(_ call: CallEnded) {
            switch call.outcome {
            case .success: self = .response
            case .failure(let failure): self = call.wasCancelled ? .unknown : .error(failure)
            }
        }
    }

    /// A call came back: what may become of it.
    mutating func returned(_ node: Int, _ attempt: Int, _ how: Return) {
        guard let last = histories[node].attempts.indices.last, histories[node].attempts[last].number == attempt,
            histories[node].attempts[last].isCalled, histories[node].attempts[last].returned == nil
        else { return }
        histories[node].attempts[last].returned = place
        if case .abandoned = how { histories[node].attempts[last].isAbandoned = true }
        if case .error(let failure) = how { histories[node].attempts[last].code = failure.code }
        // S45: what the closing engine cut off stays without an outcome.
        if isClosing, histories[node].attempts[last].cut == nil, how.isUnknown { return }
        let fates = fates(of: node, histories[node].attempts[last], how)
        forecasts[node] = fates
        // Runs of continuous groups after the gate have no events of their own, so there the model has to say it alone.
        if isLooping(parent(node)) { decide(node, fates[0]) }
    }

    /// What may become of an attempt whose call came back; several where the rules leave it open.
    func fates(of node: Int, _ attempt: NodeHistory.Attempt, _ how: Return) -> [Fate] {
        let isCheck = nodes[parent(node)].kind == .checks
        switch how {
        case .response: return [.completed]
        case .error(let failure) where failure.isPermanent: return [.failed]
        case .error(let failure): return repeated(node, attempt, after: failure.retryAfter)
        case .unknown, .abandoned:
            if !isCheck, nodes[node].action!.plugin == "probing" { return [.asked(now)] }
            if isCheck { return checkFates(of: node, attempt) }
            return settled(node, attempt, mayRepeat: effect(of: node) == .idempotent)
        }
    }

    /// S33: what becomes of an attempt when its plugin was asked, or cannot be asked.
    func settled(_ node: Int, _ attempt: NodeHistory.Attempt, mayRepeat: Bool) -> [Fate] {
        if mayRepeat, !attempt.isAbandoned, attempt.cut != .deadline {
            let repeated = repeated(node, attempt, after: nil)
            if case .again = repeated[0] { return repeated }
        }
        switch nodes[node].action!.onUnknownOutcome {
        case .decide?: return isStopped(node) ? [.failed] : [.undecided]
        case .fail?: return [.failed]
        // A call that was cut off by a stop and then given up was cut off by both.
        case nil: return attempt.cut == .policy ? (attempt.isAbandoned ? [.stopped, .failed] : [.stopped]) : [.failed]
        }
    }

    private func checkFates(of node: Int, _ attempt: NodeHistory.Attempt) -> [Fate] {
        if attempt.cut == .policy { return [.stopped] }
        // S33: what was cut off by its time, and may not be repeated, fails with that.
        if attempt.isAbandoned || attempt.cut == .deadline || isEnding(node) { return [.failed] }
        return repeated(node, attempt, after: nil)
    }

    /// What becomes of an attempt that may be repeated: it is, where one is left (S24) that can begin before the deadline (S25); else its action fails.
    ///
    /// One that had attempts left, and is being ended, is stopped (S12), but a continuous check has the verdict of its last attempt (S8).
    private func repeated(_ node: Int, _ attempt: NodeHistory.Attempt, after minimum: Duration?) -> [Fate] {
        guard !isLast(node, attempt) else { return [.failed] }
        let due = due(of: node, attempt, after: minimum)
        if isEnding(node) { return [isLooping(parent(node)) ? .failed : .stopped] }
        guard let deadline = isLooping(parent(node)) ? histories[node].deadline : deadline(of: node) else { return [.again(due)] }
        // Deadlines stand still while the run does, so how far they will have moved is not known yet.
        if standsStill, !isLooping(parent(node)) { return [.again(due), .failed] }
        return due < deadline ? [.again(due)] : [.failed]
    }

    /// When the next attempt may begin (S24).
    private func due(of node: Int, _ attempt: NodeHistory.Attempt, after minimum: Duration?) -> Timestamp {
        now + min(max(policy.wait(after: attempt.number, seed: seed, node: node), minimum ?? .zero), policy.maximum)
    }

    private func isLast(_ node: Int, _ attempt: NodeHistory.Attempt) -> Bool {
        !policy.isAllowed || attempt.number > nodes[node].action!.retries + histories[node].granted
    }

    private func effect(of node: Int) -> Effect { nodes[node].action!.effect ?? histories[node].effect ?? .atMostOnce }

    /// A plugin said what a call did.
    mutating func answered(_ node: Int, _ number: Int, _ answer: ProbeAnswer) {
        guard let last = histories[node].attempts.indices.last, histories[node].attempts[last].number == number,
            case .asked? = histories[node].attempts[last].fate?.value
        else { return }
        switch answer {
        case .happened: forecasts[node] = [.completed]
        case .inProgress(let wait) where stop < .cancel:
            histories[node].attempts[last].doubts = 0
            // An immediate question again and again would be a busy loop.
            forecasts[node] = [.asked(now + max(wait, .milliseconds(100)))]
        case .didNotHappen:
            let attempt = histories[node].attempts[last]
            let fates = settled(node, attempt, mayRepeat: true)
            // What did not happen is no longer unknown, so nobody need be asked, though the letter of S33 allows it.
            forecasts[node] = if case .again = fates[0] { fates } else { fates + [attempt.cut == .policy ? .stopped : .failed] }
        // Any run can be ended: from a cancelling stop on nobody waits for a call that goes on and on.
        case .unknown, .inProgress:
            histories[node].attempts[last].doubts += 1
            let doubts = histories[node].attempts[last].doubts
            // The rules leave the wait between two doubts open; it is that between attempts.
            forecasts[node] =
                doubts < 3
                ? [.asked(now + policy.wait(after: doubts, seed: seed, node: node))]
                : settled(node, histories[node].attempts[last], mayRepeat: effect(of: node) == .idempotent)
        }
    }

    /// Somebody decided what becomes of an action (S34).
    mutating func decided(_ node: Int, _ verdict: Event.Decided.Verdict) {
        guard histories[node].attempts.last?.fate?.value == .undecided else { return }
        switch verdict {
        case .completed: forecasts[node] = [.completed]
        case .failed: forecasts[node] = [.failed]
        case .retry:
            // The rules leave open whether such a repetition uses up a retry; it does not.
            histories[node].granted += 1
            forecasts[node] = isEnding(node) ? [.stopped] : [.again(now)]
        }
    }

    /// An event says what became of an attempt.
    mutating func settle(_ node: Int, _ ended: Event.AttemptEnded) {
        if isLooping(parent(node)) { return }
        let fate: Fate =
            switch ended.status {
            case .completed: .completed
            case .failed: .failed
            case .stopped: .stopped
            default: .again(ended.due ?? now)
            }
        settle(node, ended.attempt, fate)
    }

    /// An event says what became of an attempt, or that it is not known yet.
    mutating func settle(_ node: Int, _ attempt: Int, _ fate: Fate) {
        guard let last = histories[node].attempts.last, last.number == attempt else {
            objections.append("\(path(node)): attempt \(attempt) is \(fate), but there is none")
            return
        }
        let fates = forecasts.removeValue(forKey: node)
        expect(
            fates?.contains(fate) == true,
            "S12, S24–S33 attempt \(attempt) of \(path(node)) is \(fate), where \(fates.map { "one of \($0)" } ?? "nothing") was to be expected")
        decide(node, fate)
    }

    mutating func decide(_ node: Int, _ fate: Fate) {
        forecasts[node] = nil
        histories[node].attempts[histories[node].attempts.count - 1].fate = (fate, place)
        if case .asked = fate { histories[node].attempts[histories[node].attempts.count - 1].isAsked = true }
        let group = parent(node)
        if isContinuous(group), nodes[group].children.allSatisfy({ histories[$0].attempts.last?.fate?.value == .completed }) {
            histories[group].lastPass = (now, place)
        }
        if fate == .failed, histories[node].failed == nil || nodes[parent(node)].kind == .checks { histories[node].failed = (place, node) }
    }

    /// An attempt is being cut off: by its time, or because what it belongs to is being ended.
    mutating func cut(_ node: Int, _ cut: Event.AttemptCut) {
        // A check whose group began in this very step: its call is yet to be made, and cancelled at once.
        if nodes[parent(node)].kind == .checks, (histories[parent(node)].begun ?? 0) > stepBegan { return }
        guard let last = histories[node].attempts.indices.last, histories[node].attempts[last].returned == nil else {
            objections.append("S26 \(path(node)) is cut off, but no call is under way")
            return
        }
        let known = histories[node].attempts[last].cut
        if cut.reason == .policy {
            expect(known == nil, "\(path(node)) is cut off twice")
            expect(mayBeCancelled(node), "S12, S42 \(path(node)) is cancelled, but what it belongs to is drained by \(drain(of: node))")
            histories[node].attempts[last].cut = .policy
        } else {
            expect(known == cut.reason, "S25 \(path(node)) is cut off for \(cut.reason), not for \(String(describing: known))")
        }
    }
}
