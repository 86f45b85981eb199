extension StoredEvent {
    /// The fields of the stored form; `StoredEvent` says what each holds.
    enum Field: String, CodingKey {
        case version = "v"
        case number = "n"
        case time = "t"
        case node = "at"
        case source = "by"
        case kind = "is"
        case seed, digest, phase, due, run, attempt, request, effect, deadline, cut, response, error, status, reason, output, origin, why, condition,
            chain,
            runs, last, author, because, shift, inProgress, verdict, text, message, survived
        case missing = "source"
    }

    /// The names of the kinds.
    enum KindName: String, CaseIterable {
        case submitted, began, phaseBegan, groupBegan, attemptBegan, attemptCut, attemptEnded, lateAnswer, ended, skipped, failed, stopping, cut
        case continuousPassed, stopRequested, paused, resumed, deadlinesMoved, probing, probed, unresolved, decided
        case recovered, handedOver, interrupted, messageIgnored
    }

    /// The names of the reasons for which something is skipped.
    enum SkipName: String {
        case bypassed, condition, source, dependency, stopped
    }
}

extension Event.Source {
    /// The name in the stored form.
    var storedName: String {
        switch self {
        case .engine: "engine"
        case .operator: "operator"
        case .recorder: "recorder"
        }
    }

    init?(storedName name: String) {
        guard let source = Self.allCases.first(where: { $0.storedName == name }) else { return nil }
        self = source
    }
}

extension Event.CutReason {
    /// The name in the stored form.
    var storedName: String {
        switch self {
        case .none: "none"
        case .timeout: "timeout"
        case .deadline: "deadline"
        case .policy: "policy"
        }
    }

    init?(storedName name: String) {
        guard let reason = Self.allCases.first(where: { $0.storedName == name }) else { return nil }
        self = reason
    }
}
