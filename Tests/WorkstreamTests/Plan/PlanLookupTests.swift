import Testing

@testable import Workstream

@Suite("Plan lookup")
struct PlanLookupTests {
    @Test("every node of a walk is found again by its path and by its number")
    func everyNode() throws {
        let plan = SamplePlan.full
        for visit in plan.nodes {
            let byPath = try #require(plan[visit.path])
            let byNumber = try #require(plan.node(at: visit.number))
            #expect(byPath.number == visit.number && byPath.node == visit.node && byPath.path == visit.path)
            #expect(byNumber.number == visit.number && byNumber.node == visit.node && byNumber.path == visit.path)
        }
        #expect(plan.node(at: Array(plan.nodes).count) == nil)
        #expect(plan.node(at: -1) == nil)
    }

    @Test("a typed look-up finds only nodes of its kind")
    func typed() {
        let plan = SamplePlan.full
        #expect(plan.action("Fleet/web-2/upload") == SamplePlan.action("upload"))
        #expect(plan.action("Fleet/web-2/post-checks/after")?.plugin == "look")
        #expect(plan.action("Fleet/web-2") == nil)
        #expect(plan.sequence("Fleet/web-2") == SamplePlan.sequence("web-2"))
        #expect(plan.sequence("Fleet") == nil)
        #expect(plan.block("Fleet")?.concurrency == 5)
        #expect(plan.checks("Fleet/pre-checks")?.kind == .pre)
        #expect(plan.batch("Fleet/undo")?.condition == .failure)
        #expect(plan.batch("Fleet/undone") == nil)
        #expect(plan["Fleet/web-2/upload/deeper"] == nil)
    }

    @Test("a key finds its node; the plan's own key names no node")
    func keys() {
        var plan = SamplePlan.full
        plan.blocks[1].sequences[0].actions[1].key = "start-2"
        plan.checks[0].key = "last looks"
        #expect(plan.node(key: "start-2")?.path == "Fleet/web-2/start")
        #expect(plan.node(key: "last looks")?.path == "deferred-checks")
        #expect(plan.node(key: "shop-eu") == nil)
    }
}
