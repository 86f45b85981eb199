import Testing

@testable import Workstream

@Suite("Plan.digest")
struct PlanDigestTests {
    @Test("a plan made twice has one digest, and what submit writes does not change it")
    func same() throws {
        #expect(try SamplePlan.full.digest == SamplePlan.full.digest)
        var stored = SamplePlan.full.numbered()
        stored.deferred[0].actions[0].pluginVersion = 2
        #expect(try stored.digest == SamplePlan.full.digest)
    }

    @Test("a change of anything that the author wrote changes the digest")
    func different() throws {
        let digest = try SamplePlan.full.digest
        let changes: [(inout Plan) -> Void] = [
            { $0.purpose = "" },
            { $0.labels["team"] = "api" },
            { $0.blocks[1].concurrency = 4 },
            { $0.blocks[1].sequences.swapAt(0, 1) },
            { $0.blocks[0].sequences[0].actions[0].effect = .idempotent },
            { $0.blocks[0].sequences[0].actions[0].timeout = nil },
            { $0.checks[0].checks[0].request = ["url": "http://other"] },
            { $0.defects = [Defect(code: "x", message: "y")] },
        ]
        for change in changes {
            var plan = SamplePlan.full
            change(&plan)
            #expect(try plan.digest != digest)
        }
    }

    @Test("the digest of a stored form does not change between versions")
    func fixed() throws {
        let plan = Plan(
            name: "p", blocks: [Node.Block(name: "b", sequences: [Node.Sequence(name: "s", actions: [SamplePlan.action("a")])])])
        let expected = """
            {"blocks":[{"concurrency":1,"entranceDelay":"0s","exitDelay":"0s","failurePolicy":"finishActions","isExact":false,"name":"b","sequences":[\
            {"actions":[{"name":"a","plugin":"change","request":{"to":"a"},"retries":0,"timeout":"30s"}],"name":"s"}],"toleratedFailures":0,\
            "toleratesSkips":false}],"name":"p","workstream":1}
            """
        #expect(try JSON(encoding: plan).text(.canonical) == expected)
        #expect(try plan.digest == SHA256.hash(expected.utf8))
    }
}
