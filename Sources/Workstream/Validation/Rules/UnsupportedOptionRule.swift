/// No option is set whose rules this version does not carry out: a plan must never be run as if it had not been.
struct UnsupportedOptionRule: PlanRule {
    func look(at visit: Node.Visit, _ findings: inout Findings) {
        switch visit.node {
        case .plan(let plan):
            if plan.key != nil {
                report(
                    "key", "A second run could begin beside the first.", "Leave it out, and see to it that the plan is submitted once.", at: visit,
                    &findings)
            }
            if plan.onUnknownOutcome != nil { unknownOutcome(at: visit, &findings) }
        case .block(let block) where block.toleratesSkips:
            report("toleratesSkips", "Skipped sequences could fail the block.", "Leave it out.", at: visit, &findings)
        case .sequence(let sequence) where !sequence.after.isEmpty:
            report(
                "after", "The sequence would begin before those that it waits for have completed.",
                "Leave it out, and put what must come first into an earlier block.", at: visit, &findings)
        case .action(let action) where action.onUnknownOutcome != nil: unknownOutcome(at: visit, &findings)
        case .block, .sequence, .action, .checks, .batch: break
        }
    }

    private func unknownOutcome(at visit: Node.Visit, _ findings: inout Findings) {
        report(
            "onUnknownOutcome", "An action that was cut off would be settled as if it had not been said.",
            "Leave it out, and state the effect of the action instead.", at: visit, &findings)
    }

    private func report(_ option: String, _ reason: String, _ remedy: String, at visit: Node.Visit, _ findings: inout Findings) {
        findings.report(
            .notCarriedOut(option), at: visit,
            "\(visit.title) has the option \(option.quoted), which this version of Workstream does not carry out yet.",
            reason, remedy)
    }
}
