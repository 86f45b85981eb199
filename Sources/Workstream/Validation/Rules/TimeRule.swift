/// Times are positive, delays not negative, none is longer than a clock can count, and a check has a timeout (S6, S25).
struct TimeRule: PlanRule {
    /// The longest time that a plan may name: 100 years, twice which still fits a moment that is counted in nanoseconds.
    static let longest: Duration = .seconds(100 * 365 * 86_400)

    func look(at visit: Node.Visit, _ findings: inout Findings) {
        switch visit.node {
        case .plan(let plan): delay(plan.startLimit, .startLimitOutOfRange, "a start limit", at: visit, &findings)
        case .block(let block):
            delay(block.entranceDelay, .entranceDelayOutOfRange, "an entrance delay", at: visit, &findings)
            delay(block.exitDelay, .exitDelayOutOfRange, "an exit delay", at: visit, &findings)
        case .checks(let group) where group.kind == .continuous:
            limit(group.interval, .intervalOutOfRange, "an interval", "They would run without a pause between.", at: visit, &findings)
        case .action(let action):
            limit(action.timeout, .timeoutOutOfRange, "a timeout", "No attempt could answer in that time.", at: visit, &findings)
            limit(action.deadline, .deadlineOutOfRange, "a deadline", "No attempt could begin before it.", at: visit, &findings)
            if action.timeout == nil, visit.isCheck {
                findings.report(
                    .timeoutMissing, at: visit, "\(visit.title) has no timeout.", "A check that never answers would hold up its whole group.",
                    "Give it a timeout.")
            }
        case .sequence, .checks, .batch: break
        }
    }

    /// A time that must be positive; less than a nanosecond counts as none.
    private func limit(
        _ time: Duration?, _ code: PlanFault.Code, _ option: String, _ reason: String, at visit: Node.Visit, _ findings: inout Findings
    ) {
        guard let time else { return }
        if time.wholeNanoseconds <= 0 {
            findings.report(code, at: visit, "\(visit.title) has \(option) of \(DurationText.text(of: time).quoted).", reason, "Make it positive.")
        }
        ceiling(time, code, option, at: visit, &findings)
    }

    /// A time that may be zero.
    private func delay(_ time: Duration?, _ code: PlanFault.Code, _ option: String, at visit: Node.Visit, _ findings: inout Findings) {
        guard let time else { return }
        if time < .zero {
            findings.report(
                code, at: visit, "\(visit.title) has \(option) of \(DurationText.text(of: time).quoted).", "Nothing can be awaited in the past.",
                "Make it zero or more, or leave it out.")
        }
        ceiling(time, code, option, at: visit, &findings)
    }

    private func ceiling(_ time: Duration, _ code: PlanFault.Code, _ option: String, at visit: Node.Visit, _ findings: inout Findings) {
        guard time > Self.longest else { return }
        findings.report(
            code, at: visit, "\(visit.title) has \(option) of \(DurationText.text(of: time).quoted).",
            "That is more than 100 years, which no clock can be trusted to count.", "Make it shorter, or leave it out.")
    }
}
