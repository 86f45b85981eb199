/// Whatever contains nodes has at least one: an empty body is a mistake in the code that makes the plan, such as a loop over no hosts.
struct BodyRule: PlanRule {
    func look(at visit: Node.Visit, _ findings: inout Findings) {
        switch visit.node {
        case .plan(let plan) where plan.blocks.isEmpty: report("blocks", "add a block", at: visit, &findings)
        case .block(let block) where block.sequences.isEmpty: report("sequences", "add a sequence", at: visit, &findings)
        case .sequence(let sequence) where sequence.actions.isEmpty: report("actions", "add an action", at: visit, &findings)
        case .checks(let group) where group.checks.isEmpty: report("checks", "add a check", at: visit, &findings)
        case .batch(let batch) where batch.actions.isEmpty: report("actions", "add an action", at: visit, &findings)
        case .plan, .block, .sequence, .checks, .batch, .action: break
        }
    }

    private func report(_ content: String, _ addition: String, at visit: Node.Visit, _ findings: inout Findings) {
        let remedy =
            visit.kind == .plan
            ? "Look at the code that makes it, and \(addition)." : "Look at the code that fills it, and \(addition) or leave it out."
        findings.report(
            .bodyEmpty, at: visit, "\(visit.title) has no \(content).", "It would be completed without anything having been done or looked at.",
            remedy)
    }
}
