/// S12, S24–S27, S33: what follows when an attempt has ended without an answer.
enum AttemptRule {
    /// What the rule depends on.
    struct Facts {
        /// What the call threw, or what stands in its place where it did not end.
        var failure: Failure
        /// Why the call was cut off, if it was.
        var cut: Event.CutReason = .none
        /// Whether the call had been cancelled before it ended.
        var wasCancelled = false
        /// Whether the call never ended, and was given up.
        var wasAbandoned = false
        /// Whether it is a check's, which is repeated as its group is (S6).
        var isCheck = false
        /// Whether the engine ended while the call was under way.
        var wasInterrupted = false
        /// Whether three engines in a row did not survive the attempt.
        var isCrashLoop = false
        /// What a repetition does; a check may always be repeated.
        var effect: Effect = .idempotent
        /// Whether the plugin can be asked what a call did.
        var canProbe = false
        /// What the plugin said, when it was asked.
        var probe: ProbeResult = .notAsked
        /// What the attempt would end with if nobody knew, once its plugin was asked.
        var unknown: Failure?
        /// What becomes of an action whose outcome nobody knows, where the plan says so.
        var onUnknownOutcome: UnknownOutcomePolicy?
        /// Whether the run is being stopped, so that nothing may wait for a decision.
        var isStopped = false
        /// Whether the action has retries left.
        var hasAttemptsLeft = false
        /// Whether no attempt may follow because the body is ending.
        var isEnding = false
        /// How long the retry policy waits before the next attempt.
        var wait: Duration = .zero
        /// The longest wait of the retry policy.
        var longestWait: Duration = .zero
        /// When the deadline of the action is.
        var deadline: Timestamp?
        /// The present moment.
        var now: Timestamp
        /// What the attempt before ended with.
        var lastError: Failure?
        /// S27: the plugin's last error; where the engine ended the attempt before, it is the cause of that.
        var pluginError: Failure? { lastError?.isOutcomeUnknown == true ? lastError?.cause : lastError }
    }

    /// What came of asking a plugin.
    enum ProbeResult {
        /// It was not asked.
        case notAsked
        /// The call did not have its effect.
        case didNotHappen
        /// It could not tell, or could not be asked.
        case gaveUp
    }

    /// How many times in a row a plugin may fail to tell.
    static let longestProbing = 3

    /// What follows.
    enum Verdict: Equatable {
        /// The action fails; the failure is the engine's where it is not the outcome's own.
        case failed(Failure)
        /// It is stopped, and keeps this error.
        case stopped(Failure)
        /// Another attempt follows at that time.
        case again(Timestamp)
        /// The plugin is asked what the call did; this is what the attempt ends with if nobody knows.
        case ask(Failure)
        /// People must say what the call did.
        case unresolved(Failure)
        /// The same attempt is made again; this is what it ends with where that is not possible.
        case sameAgain(Failure)
    }

    /// What follows from these facts.
    static func verdict(_ facts: Facts) -> Verdict {
        if facts.wasInterrupted { return afterInterruption(facts) }
        if let unknown = facts.unknown { return settled(unknown, facts) }
        if facts.wasAbandoned { return afterCut(abandonment(facts), facts) }
        return facts.cut != .none && facts.wasCancelled ? afterCut(cutFailure(facts), facts) : afterError(facts.failure, facts)
    }

    /// An error that the plugin threw by itself.
    private static func afterError(_ failure: Failure, _ facts: Facts) -> Verdict {
        guard !failure.isPermanent, facts.hasAttemptsLeft else { return .failed(failure) }
        if facts.isEnding { return .stopped(failure) }
        let wait = min(max(facts.wait, failure.retryAfter ?? .zero), facts.longestWait)
        return again(after: wait, facts, lastError: failure)
    }

    /// S33: a call that was cut off, and did not answer.
    private static func afterCut(_ failure: Failure, _ facts: Facts) -> Verdict {
        facts.canProbe ? .ask(failure) : settled(failure, facts)
    }

    /// S33: the plugin cannot be asked, or could not tell, or said that it did not happen.
    private static func settled(_ failure: Failure, _ facts: Facts) -> Verdict {
        var failure = facts.probe == .didNotHappen ? failure.withKnownOutcome() : failure
        if facts.cut == .timeout, mayRepeat(facts), facts.hasAttemptsLeft, !facts.isEnding {
            let next = again(after: facts.wait, facts, lastError: failure)
            guard case .failed(let late) = next else { return next }
            failure = late
        }
        guard facts.probe != .didNotHappen else { return facts.cut == .policy ? .stopped(failure) : .failed(failure) }
        switch facts.onUnknownOutcome {
        case .decide where !facts.isStopped: return .unresolved(failure)
        case .decide: return .failed(Failure(.outcomeUnknown, failure.message, isOutcomeUnknown: true, cause: failure))
        case .fail: return .failed(failure)
        case nil: return facts.cut == .policy ? .stopped(failure) : .failed(failure)
        }
    }

    /// S33, S70: the engine ended while the call was under way.
    private static func afterInterruption(_ facts: Facts) -> Verdict {
        let failure = facts.isCrashLoop ? crashLoop(facts) : facts.unknown ?? interruption(facts)
        if facts.canProbe, facts.probe == .notAsked, !facts.isCrashLoop { return .ask(failure) }
        let isKnown = facts.probe == .didNotHappen
        if mayRepeat(facts), !facts.isCrashLoop {
            // S12: it counts as waiting for its next attempt.
            if facts.isEnding { return .stopped(isKnown ? failure.withKnownOutcome() : failure) }
            guard !facts.isCheck, let deadline = facts.deadline, facts.now >= deadline else { return .sameAgain(failure) }
            if isKnown { return .failed(deadlineExceeded(failure.withKnownOutcome())) }
        }
        // A check that ends the processes fails with that (S70).
        if facts.isCheck || facts.onUnknownOutcome == .fail { return .failed(failure) }
        guard facts.isStopped else { return .unresolved(failure) }
        return .failed(Failure(.outcomeUnknown, failure.message, isOutcomeUnknown: true, cause: failure))
    }

    /// S33: whether making the call again does no harm.
    private static func mayRepeat(_ facts: Facts) -> Bool {
        #if MUTATIONS
            if (facts.wasInterrupted ? Mutation.atMostOnceRepeatedAfterCrash : .atMostOnceRepeatedAfterTimeout).isPlanted { return true }
        #endif
        return (facts.effect == .idempotent || facts.probe == .didNotHappen) && !facts.wasAbandoned
    }

    private static func interruption(_ facts: Facts) -> Failure {
        Failure(
            .interrupted,
            "The engine ended while the call was under way, so its outcome is unknown. Look at what it did; if it must not be done twice, decide what becomes of it.",
            isOutcomeUnknown: true, cause: facts.pluginError)
    }

    /// S70: what an attempt ends with that is not repeated, because the engine did not survive it.
    static func crashLoop(_ facts: Facts) -> Failure {
        Failure(
            .crashLoop,
            "Three processes in a row ended while the call was under way. It may be what ends them, so it is not repeated by itself: find out why, then decide what becomes of it.",
            isOutcomeUnknown: true, cause: facts.pluginError)
    }

    private static func abandonment(_ facts: Facts) -> Failure {
        Failure(
            .abandoned,
            "The call ignored its cancellation for the whole grace period, so it was given up. It may still be running, and its outcome is unknown: "
                + "look at what it did, and let the plugin obey cancellation.", isOutcomeUnknown: true, cause: cutFailure(facts))
    }

    /// S25: an attempt that could not begin before the deadline is not waited for.
    private static func again(after wait: Duration, _ facts: Facts, lastError: Failure) -> Verdict {
        let due = facts.now + wait
        guard let deadline = facts.deadline, due >= deadline else { return .again(due) }
        return .failed(deadlineExceeded(lastError))
    }

    /// The failure of an action whose next attempt could not begin before its deadline.
    static func deadlineExceeded(_ lastError: Failure?) -> Failure {
        Failure(
            .deadlineExceeded,
            "The next attempt could not begin before the deadline of the action. It is not waited for: allow the action more time, or find out why its attempts fail.",
            isOutcomeUnknown: lastError?.isOutcomeUnknown ?? false, cause: lastError)
    }

    /// What an attempt ended with that is followed by another: the plugin's error, or, when it was cut off, the engine's.
    static func error(_ facts: Facts) -> Failure {
        if let unknown = facts.unknown { return unknown }
        return facts.cut != .none && facts.wasCancelled ? cutFailure(facts) : facts.failure
    }

    private static func cutFailure(_ facts: Facts) -> Failure {
        switch facts.cut {
        case .timeout:
            Failure(
                .timeout,
                "The attempt took longer than its timeout and was cancelled before it answered. Whether it had its effect is unknown: look, and allow it more time if it needs it.",
                isOutcomeUnknown: true, cause: facts.pluginError)
        case .deadline:
            Failure(
                .deadlineExceeded,
                "The attempt was cancelled at the deadline of its action before it answered. Whether it had its effect is unknown: look, and allow the action more time if it needs it.",
                isOutcomeUnknown: true, cause: facts.pluginError)
        case .policy, .none:
            Failure(
                .cancelled,
                "The attempt was cancelled before it answered, because its block or run was being ended. Whether it had its effect is unknown: look at what it did.",
                isOutcomeUnknown: true, cause: facts.pluginError)
        }
    }
}

extension Failure {
    /// The failure of a call of which is known by now that it had no effect.
    fileprivate func withKnownOutcome() -> Failure {
        Failure(code, message, isPermanent: isPermanent, isOutcomeUnknown: false, retryAfter: retryAfter, cause: cause)
    }
}
