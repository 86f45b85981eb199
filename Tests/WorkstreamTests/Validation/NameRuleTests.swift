import Testing
import Workstream

@Suite("NameRule")
struct NameRuleTests {
    @Test("S40 the plan and every node but a group needs a name")
    func empty() {
        let faults = ValidPlan.faults { plan in
            plan.name = ""
            plan.checks[0].checks[0].name = ""
            plan.blocks[0].name = ""
            plan.blocks[0].sequences[0].name = ""
            plan.blocks[0].sequences[0].actions[0].name = ""
            plan.deferred[0].name = ""
        }
        let paths = [[], ["pre-checks", ""], [""], ["", ""], ["", "", ""], ["#2"]].map { PlanFault(.nameEmpty, at: NodePath($0)) }
        #expect(faults == paths)
        #expect(
            faults[1].message
                == "A check of the group \"pre-checks\" has no name. Nobody could tell it apart in reports and in the journal. Give it a name.")
    }

    @Test("S40 a name has no control characters", arguments: ["a\nb", "a\tb", "\u{1B}[31m", "a\u{7F}", "a\u{85}b", "a\u{2028}b"])
    func control(name: String) {
        let faults = ValidPlan.faults { plan in
            plan.name = name
            plan.blocks[0].sequences[0].actions[0].name = name
        }
        #expect(
            faults == [PlanFault(.nameHasControlCharacter, at: .plan), PlanFault(.nameHasControlCharacter, at: NodePath(["Fleet", "web-1", name]))])
    }

    @Test("S40 a name may be in any language", arguments: ["Ünïcode", "デプロイ", "👩‍🚀", "a/b%c", " "])
    func language(name: String) {
        #expect(ValidPlan.faults { $0.blocks[0].name = name }.isEmpty)
    }

    @Test("S40 names need not be unique")
    func same() {
        #expect(ValidPlan.faults { $0.blocks.append($0.blocks[0]) }.isEmpty)
    }
}
