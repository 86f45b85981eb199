import Testing
import Workstream

@Suite("UnsupportedOptionRule")
struct UnsupportedOptionRuleTests {
    @Test("S48 a plan's key is refused by name")
    func key() {
        #expect(ValidPlan.faults { $0.key = "shop" } == [PlanFault(.notCarriedOut("key"), at: .plan)])
    }

    @Test("S23 dependencies and tolerated skips are refused by name")
    func dependencies() {
        let faults = ValidPlan.faults { plan in
            plan.blocks[0].toleratesSkips = true
            plan.blocks[0].sequences.append(ValidPlan.sequence("web-2", after: ["web-1"], ValidPlan.action()))
        }
        #expect(faults == [PlanFault(.notCarriedOut("toleratesSkips"), at: "Fleet"), PlanFault(.notCarriedOut("after"), at: "Fleet/web-2")])
        #expect(
            faults[1].message.hasPrefix("The sequence \"web-2\" has the option \"after\", which this version of Workstream does not carry out yet."))
    }

    @Test("S33 S34 what becomes of unknown outcomes is refused by name, on a plan and on an action", arguments: UnknownOutcomePolicy.allCases)
    func unknownOutcome(policy: UnknownOutcomePolicy) {
        let faults = ValidPlan.faults { plan in
            plan.onUnknownOutcome = policy
            plan.blocks[0].sequences[0].actions[0].onUnknownOutcome = policy
        }
        #expect(
            faults == [
                PlanFault(.notCarriedOut("onUnknownOutcome"), at: .plan), PlanFault(.notCarriedOut("onUnknownOutcome"), at: "Fleet/web-1/upload"),
            ])
    }
}
