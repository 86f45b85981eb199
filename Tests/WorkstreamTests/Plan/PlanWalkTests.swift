import Testing

@testable import Workstream

@Suite("Plan.nodes")
struct PlanWalkTests {
    @Test("a walk meets every node in the order of execution, whatever the order of the lists")
    func order() {
        let paths = SamplePlan.full.nodes.map { "\($0.path)" }
        #expect(
            paths == [
                "(plan)",
                "bypass-checks", "bypass-checks/bypass look", "pre-checks", "pre-checks/pre look", "continuous-checks",
                "continuous-checks/continuous look",
                "Canary", "Canary/web-1", "Canary/web-1/pre-checks", "Canary/web-1/pre-checks/before", "Canary/web-1/upload", "Canary/web-1/start",
                "Canary/web-1/post-checks", "Canary/web-1/post-checks/after",
                "Fleet", "Fleet/bypass-checks", "Fleet/bypass-checks/bypass look", "Fleet/pre-checks", "Fleet/pre-checks/pre look",
                "Fleet/continuous-checks", "Fleet/continuous-checks/continuous look",
                "Fleet/web-2", "Fleet/web-2/pre-checks", "Fleet/web-2/pre-checks/before", "Fleet/web-2/upload", "Fleet/web-2/start",
                "Fleet/web-2/post-checks", "Fleet/web-2/post-checks/after",
                "Fleet/web-3", "Fleet/web-3/pre-checks", "Fleet/web-3/pre-checks/before", "Fleet/web-3/upload", "Fleet/web-3/start",
                "Fleet/web-3/post-checks", "Fleet/web-3/post-checks/after",
                "Fleet/post-checks", "Fleet/post-checks/post look", "Fleet/undo", "Fleet/undo/restore", "Fleet/deferred-checks",
                "Fleet/deferred-checks/deferred look",
                "post-checks", "post-checks/post look", "tell", "tell/mail", "tell/log", "deferred-checks", "deferred-checks/deferred look",
            ])
    }

    @Test("numbers count the walk, and the kinds and values are those of the nodes")
    func numbersAndValues() throws {
        let visits = Array(SamplePlan.full.nodes)
        #expect(visits.map(\.number) == Array(visits.indices))
        #expect(visits[0].node == .plan(SamplePlan.full))
        let upload = try #require(visits.first { $0.path == "Fleet/web-2/upload" })
        #expect(upload.kind == .action)
        #expect(upload.action == SamplePlan.action("upload"))
        #expect(!upload.isCheck)
        let look = try #require(visits.first { $0.path == "Fleet/pre-checks/pre look" })
        #expect(look.kind == .action)
        #expect(look.isCheck)
    }

    @Test("a visit knows what its node stands in, from the plan down")
    func ancestors() throws {
        let upload = try #require(SamplePlan.full.nodes.first { $0.path == "Fleet/web-2/upload" })
        #expect(upload.ancestors.map(\.kind) == [.plan, .block, .sequence])
        #expect(upload.ancestors.map { $0.node.name } == ["Deploy shop", "Fleet", "web-2"])
        #expect(upload.depth == 3)
        #expect(upload.parent?.number == upload.ancestors.last?.number)
        #expect(Array(SamplePlan.full.nodes)[0].ancestors.isEmpty)
    }

    @Test("groups of a kind that does not belong into a sequence are met all the same")
    func misplacedGroups() {
        let sequence = Node.Sequence(
            name: "s", checks: [.deferred, .continuous, .bypass].map { Node.Checks($0, checks: []) }, actions: [SamplePlan.action("a")])
        let plan = Plan(name: "p", blocks: [Node.Block(name: "b", sequences: [sequence])])
        #expect(plan.nodes.map(\.component) == ["", "b", "s", "bypass-checks", "continuous-checks", "a", "deferred-checks"])
    }

    @Test("a wide plan is walked in one pass, whatever the place of its nodes")
    func wide() {
        let sequences = (0..<20_000).map { index in
            Node.Sequence(name: "host", actions: [SamplePlan.action("a"), SamplePlan.action("a"), SamplePlan.action("b \(index)")])
        }
        let plan = Plan(name: "p", blocks: [Node.Block(name: "b", sequences: sequences)])
        var count = 0
        var last: Node.Visit?
        for visit in plan.nodes {
            count += 1
            last = visit
        }
        #expect(count == 80_002)
        #expect(last?.path == "b/host#20000/b 19999")
    }
}
