import Testing
import Workstream

@Suite("BodyRule")
struct BodyRuleTests {
    @Test("S40 a plan has blocks")
    func plan() {
        #expect(ValidPlan.faults { $0.blocks = [] } == [PlanFault(.bodyEmpty, at: .plan)])
    }

    @Test("S40 a block has sequences, a group checks, a batch actions")
    func nodes() {
        let faults = ValidPlan.faults { plan in
            plan.checks[0].checks = []
            plan.blocks[0].sequences = []
            plan.deferred[0].actions = []
        }
        #expect(faults == [PlanFault(.bodyEmpty, at: "pre-checks"), PlanFault(.bodyEmpty, at: "Fleet"), PlanFault(.bodyEmpty, at: "tell")])
    }

    @Test("S40 a sequence has actions; checks alone do not do")
    func sequence() {
        let faults = ValidPlan.faults { plan in
            plan.blocks[0].sequences[0].actions = []
            plan.blocks[0].sequences[0].checks = [Node.Checks(.pre, checks: [ValidPlan.check()])]
        }
        #expect(faults == [PlanFault(.bodyEmpty, at: "Fleet/web-1")])
        #expect(faults[0].message.hasPrefix("The sequence \"web-1\" has no actions."))
    }
}
