/// Concurrency, tolerance and retries are numbers that can be kept to (S20, S21, S24).
struct CountRule: PlanRule {
    func look(at visit: Node.Visit, _ findings: inout Findings) {
        switch visit.node {
        case .block(let block):
            if block.concurrency < 1 {
                findings.report(
                    .concurrencyOutOfRange, at: visit, "\(visit.title) has a concurrency of \"\(block.concurrency)\".",
                    "No sequence could ever begin.",
                    "Make it at least 1.")
            }
            check(block.toleratedFailures, at: visit, &findings)
        case .action(let action) where action.retries < 0:
            findings.report(
                .retriesOutOfRange, at: visit, "\(visit.title) has \"\(action.retries)\" retries.", "They come on top of the first attempt.",
                "Make it 0 or more.")
        case .plan, .sequence, .action, .checks, .batch: break
        }
    }

    private func check(_ tolerance: Tolerance, at visit: Node.Visit, _ findings: inout Findings) {
        switch tolerance {
        case .count(let count) where count < 0:
            findings.report(
                .toleranceOutOfRange, at: visit, "\(visit.title) tolerates \"\(count)\" failures.", "It would have failed before it began.",
                "Make it 0 or more.")
        case .percent(let percent) where !(0...100).contains(percent):
            findings.report(
                .toleranceOutOfRange, at: visit, "\(visit.title) tolerates the failure of \"\(percent)%\" of its sequences.",
                "That is no part of a whole.", "Make it 0% to 100%, or `.unlimited`.")
        case .count, .percent, .unlimited: break
        }
    }
}
