/// A group of checks stands where its kind is carried out: in a sequence only pre-checks and post-checks are (S3).
struct GroupRule: PlanRule {
    func look(at visit: Node.Visit, _ findings: inout Findings) {
        guard case .checks(let group) = visit.node, visit.parent?.kind == .sequence, ![.pre, .post].contains(group.kind) else { return }
        findings.report(
            .groupMisplaced, at: visit, "The sequence \((visit.parent?.node.name ?? "").quoted) has a group of \(group.name).",
            "A sequence has pre-checks and post-checks only, so these would never run.",
            "Move the group to the block or the plan, or make it one of those two.")
    }
}
