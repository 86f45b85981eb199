import Testing

@testable import Workstream

@Suite("Plan numbering")
struct PlanNumberingTests {
    @Test("S40 the numbers written into the nodes are their positions in the walk")
    func numbers() {
        let numbered = SamplePlan.full.numbered()
        #expect(numbered.number == 0)
        for visit in numbered.nodes { #expect(visit.node.number == visit.number, "\(visit.path)") }
    }

    @Test("S40 numbering leaves the plan itself untouched, and its definition is the plan again")
    func definition() {
        let plan = SamplePlan.full
        let numbered = plan.numbered()
        #expect(plan.nodes.allSatisfy { $0.node.number == nil })
        #expect(numbered != plan)
        #expect(numbered.definition == plan)
    }

    @Test("a definition has no version of a plugin and no effect that submit asked for, but the effect that the author chose")
    func submitted() {
        var plan = SamplePlan.full
        plan.blocks[0].sequences[0].actions[0].effect = .atMostOnce
        var stored = plan.numbered()
        stored.blocks[0].sequences[0].actions[0].pluginVersion = 3
        stored.blocks[0].sequences[0].actions[1].effect = .idempotent
        stored.blocks[0].sequences[0].actions[1].hasPluginsEffect = true
        #expect(stored.definition == plan)
    }
}
