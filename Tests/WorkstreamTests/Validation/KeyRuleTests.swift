import Testing
import Workstream

@Suite("KeyRule")
struct KeyRuleTests {
    @Test("S40 a key is not empty and has no control characters")
    func form() {
        let faults = ValidPlan.faults { plan in
            plan.checks[0].key = ""
            plan.blocks[0].key = "a\nb"
        }
        #expect(faults == [PlanFault(.keyEmpty, at: "pre-checks"), PlanFault(.keyHasControlCharacter, at: "Fleet")])
    }

    @Test("S40 a key is unique in the plan, whatever the kinds of the nodes; the fault says who else has it")
    func unique() {
        let faults = ValidPlan.faults { plan in
            plan.blocks[0].key = "a"
            plan.blocks[0].sequences[0].key = "b"
            plan.blocks[0].sequences[0].actions[0].key = "a"
            plan.deferred[0].key = "a"
        }
        #expect(faults == [PlanFault(.keyNotUnique, at: "Fleet/web-1/upload"), PlanFault(.keyNotUnique, at: "tell")])
        #expect(faults.allSatisfy { $0.message.contains("has the key \"a\", which \"Fleet\" has as well.") })
    }
}
