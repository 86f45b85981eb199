/// A run that its engine gave back, or lost, and the next one takes up (S33, S62–S64, S70).
extension RunMachine {
    /// How many processes in a row may end during an attempt before it is not repeated by itself (S70).
    private static let longestCrashLoop = 3

    /// The engine has closed in good order, and gives the run back.
    mutating func handOver(_ step: inout Step) {
        guard state.status == .running else { return }
        emit(.handedOver, 0, &step)
    }

    /// An engine takes the run up where its journal ends.
    ///
    /// The event puts down everything that was in flight; only then it is decided what becomes of each call. First those that are made again or asked about,
    /// which has no consequence for others, then those that end by it.
    mutating func recovered(hold reason: String?, survived: Bool, _ step: inout Step) {
        guard state.status == .running else { return }
        emit(.recovered(.init(hold: reason, survived: survived)), 0, &step)
        if let reason { hold(reason, at: step.now) }
        beginLoopsAgain(&step)
        if !isStandingStill {
            proveAgain(&step)
            restartGroups()
        }
        wakeAgain(&step)
        for node in interrupted { settleInterrupted(node, endsToo: false, &step) }
        for node in interrupted { settleInterrupted(node, endsToo: true, &step) }
        endWaiting(&step)
        if !isStandingStill { goOn(&step) }
    }

    /// S67: a call was not made, so its attempt can be made, whatever a repetition would do.
    mutating func notMade(_ node: Int, _ attempt: Int, _ step: inout Step) {
        guard state.nodes[node].stage == .inFlight, state.attempt(of: node) == attempt, state.nodes[node].cutReason == .none else { return }
        let error = Failure(
            .interrupted,
            "The call was not made, because the storage failed while it was to be stored that it begins. Nothing was asked of the plugin: it is made now."
        )
        emit(.interrupted(.init(attempt: attempt, error: error)), node, &step)
    }

    /// S12: what was not made while its body was ended counts as waiting for its next attempt.
    private mutating func endWaiting(_ step: inout Step) {
        for node in state.nodes.indices where state.nodes[node].stage == .waiting && isEnding(node) { endAttempt(node, .finishActions, &step) }
    }

    /// The calls that were in flight, and questions about such that three processes did not survive, in the order of the plan.
    private var interrupted: [Int] {
        state.nodes.indices.filter { state.nodes[$0].stage == .interrupted || (state.nodes[$0].stage == .probing && isCrashLoop($0)) }
    }

    private func isCrashLoop(_ node: Int) -> Bool { state.nodes[node].interruptions >= Self.longestCrashLoop }

    /// S33: decides what becomes of an interrupted attempt; one that ends by that only when `endsToo`.
    private mutating func settleInterrupted(_ node: Int, endsToo: Bool, _ step: inout Step) {
        // What ended others may have ended it too.
        guard [.interrupted, .probing].contains(state.nodes[node].stage) else { return }
        let attempt = state.attempt(of: node)
        let isCheck = state.shape.kind(of: state.shape.parent(of: node)) == .checks
        let cut = state.nodes[node].cutReason
        // No outcome of its own: the rule puts the engine's failure in its place.
        let failure = state.errors[node] ?? Self.noAnswer
        let call = CallEnded(node: node, attempt: attempt, outcome: .failure(failure), wasCancelled: true)
        var facts = facts(call, failure, wasAbandoned: false, cut: cut, at: step.now)
        facts.isCrashLoop = isCrashLoop(node)
        // S6: a group runs again as a whole, so what cut one of its checks off does not count, unless the checks are being ended.
        facts.wasInterrupted = cut == .none || facts.isCrashLoop || (isCheck && cut != .policy)
        facts.lastError = state.errors[node]
        place(node, at: step.now, in: &facts)
        switch AttemptRule.verdict(facts) {
        case .sameAgain, .ask, .unresolved: break
        default: guard endsToo else { return }
        }
        conclude(call, &facts, &step)
    }

    private static let noAnswer = Failure(.interrupted, "The call did not answer.", isOutcomeUnknown: true)

    /// S7, S62: the loops of continuous groups begin anew.
    private mutating func beginLoopsAgain(_ step: inout Step) {
        for scope in [0, Int(state.nodes[0].current)] where scope >= 0 && state.nodes[scope].status == .running {
            guard state.nodes[scope].phase == .body else { continue }
            for group in state.shape.list(from: state.shape.firstGroup(.continuous, of: scope))
            where state.nodes[group].status == .completed && volatile.loops[group] == nil {
                let passed = Timestamp(nanoseconds: state.nodes[group].moment)
                volatile.loops[group] = ContinuousLoop(began: passed, due: step.now, lastPassed: passed, lastRecorded: step.now)
                beginLoopRun(group, &step)
            }
        }
    }

    /// S13, S72: what waits for a time is woken at that time, and plugins that were asked are asked again.
    private mutating func wakeAgain(_ step: inout Step) {
        for node in state.nodes.indices where state.nodes[node].status == .running {
            let isDelayed = [.entranceDelay, .exitDelay].contains(state.nodes[node].phase)
            switch state.nodes[node].stage {
            case .probing where isCrashLoop(node): break
            case .probing where state.nodes[node].moment <= step.now.nanoseconds: probeAgain(node, &step)
            case .probing, .waiting: step.commands.append(.wake(node: node, at: Timestamp(nanoseconds: state.nodes[node].moment)))
            case .idle where isDelayed: step.commands.append(.wake(node: node, at: Timestamp(nanoseconds: state.nodes[node].moment)))
            case .idle, .inFlight, .interrupted, .unresolved: break
            }
        }
    }
}

/// Messages that change nothing.
extension RunMachine {
    /// Writes down that a message was read; nothing is written after the end of a run, or when an event was made of it.
    mutating func ignore(_ message: Int, because reason: String, _ step: inout Step) {
        guard message > state.lastMessage, state.lastNumber > 0, !state.status.isFinal else { return }
        emit(.messageIgnored(.init(message, because: reason)), 0, &step)
    }

    /// Where the run stands, for people.
    var standing: String { attention == .none ? "\(state.status)" : "\(state.status), \(attention)" }
}
