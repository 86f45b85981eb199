import Testing
import Workstream
import WorkstreamTesting

// The code of docs/testing-plans.md, part "Plans".

@Suite("Testing plans, as the guide says")
struct PlanGuideTests {
    @Test("every upload has a host, a timeout, and somewhere to go")
    func uploads() throws {
        let plan = Plan.deploy("build-7", to: ["web-1", "web-2", "web-3"])
        for upload in try plan.actions(using: Upload.self) {
            #expect(upload.request.file == "build-7", "\(upload.path)")
            #expect(upload.action.retries == 2, "\(upload.path)")
        }
        #expect(try plan.action(at: "Canary/web-1/upload", using: Upload.self).request.host == "web-1")
    }

    @Test("one host more is one sequence more, and nothing else")
    func oneMore() {
        let small = Plan.deploy("build-7", to: ["web-1", "web-2"])
        let large = Plan.deploy("build-7", to: ["web-1", "web-2", "web-3"])
        #expect(large.difference(from: small).description == "1 difference:\n+ Fleet/web-3 (sequence of 1 action)")
    }

    @Test("the plan for three hosts is the one that was agreed on")
    func threeHosts() throws {
        try expectOutline(of: .deploy("build-7", to: ["web-1", "web-2", "web-3"]))
    }
}
