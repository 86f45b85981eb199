import Testing
import Workstream

@Suite("GroupRule")
struct GroupRuleTests {
    @Test("S3 only pre-checks and post-checks stand in a sequence", arguments: Node.Checks.Kind.allCases)
    func sequence(kind: Node.Checks.Kind) {
        let faults = ValidPlan.faults { $0.blocks[0].sequences[0].checks = [Node.Checks(kind, checks: [ValidPlan.check()])] }
        let isFine = kind == .pre || kind == .post
        #expect(faults == (isFine ? [] : [PlanFault(.groupMisplaced, at: NodePath(["Fleet", "web-1", "\(kind.rawValue)-checks"]))]))
    }

    @Test("S1 S2 every kind of group stands in a plan and in a block", arguments: Node.Checks.Kind.allCases)
    func planAndBlock(kind: Node.Checks.Kind) {
        let faults = ValidPlan.faults { plan in
            plan.checks = [Node.Checks(kind, checks: [ValidPlan.check()])]
            plan.blocks[0].checks = plan.checks
        }
        #expect(faults.isEmpty)
    }
}
