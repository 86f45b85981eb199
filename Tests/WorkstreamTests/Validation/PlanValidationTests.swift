import Testing

@testable import Workstream

@Suite("PlanValidation", .oneAtATime)
struct PlanValidationTests {
    @Test("S40 a plan without faults is valid")
    func valid() {
        let validation = ValidPlan.plan().validate(with: ValidPlan.registry)
        #expect(validation.isValid)
        #expect(validation.faults.isEmpty)
        #expect(validation.warnings.isEmpty)
        #expect(validation.description == "no faults")
    }

    @Test("S40 the example of the design is valid")
    func example() {
        let plan = Plan.shopUpgrade(to: "shop-2.tar", hosts: ["web-1", "web-2"])
        #expect(plan.validate(with: ValidPlan.registry) == PlanValidation(faults: [], warnings: []))
    }

    @Test("S40 all faults are reported at once, in the order of the nodes")
    func several() {
        let faults = ValidPlan.faults { plan in
            plan.name = ""
            plan.checks[0].checks[0].timeout = nil
            plan.blocks[0].concurrency = 0
            plan.blocks[0].sequences[0].actions[0].plugin = "shop.uplaod"
            plan.blocks[0].sequences[0].actions[0].retries = -1
            plan.deferred[0].actions = []
        }
        #expect(
            faults == [
                PlanFault(.nameEmpty, at: .plan), PlanFault(.timeoutMissing, at: "pre-checks/look"), PlanFault(.concurrencyOutOfRange, at: "Fleet"),
                PlanFault(.retriesOutOfRange, at: "Fleet/web-1/upload"), PlanFault(.pluginUnknown, at: "Fleet/web-1/upload"),
                PlanFault(.bodyEmpty, at: "tell"),
            ])
    }

    @Test("S40 an empty plan and an empty registry are no reason to trap")
    func nothing() {
        let plan = Plan(name: "", blocks: [])
        #expect(plan.validate(with: []).faults == [PlanFault(.nameEmpty, at: .plan), PlanFault(.bodyEmpty, at: .plan)])
    }

    @Test("S40 every defect from the making of the plan is a fault at its node, with its code and message")
    func defects() {
        var action = Action("shell", Shell.self, .init("sh", limit: .infinity)).node
        action.defects.append(Defect(code: "second", message: "Another one."))
        let faults = ValidPlan.faults { $0.blocks[0].sequences[0].actions = [action] }
        #expect(faults == [PlanFault("requestDoesNotEncode", at: "Fleet/web-1/shell"), PlanFault("second", at: "Fleet/web-1/shell")])
        #expect(faults.map(\.message) == action.defects.map(\.message))
    }

    @Test("S40 a node that stands only for lost content has no other fault")
    func lostContent() {
        @BlockContent func hosts() -> [Node.Sequence] {
            PreChecks { Check("look", FileExists.self, .init(path: "/")) }
        }
        let faults = ValidPlan.faults { $0.blocks[0].sequences += hosts() }
        #expect(faults.map(\.code) == ["lostContent"])
    }

    @Test("S40 the refusal names the plan and lists its faults, each with path, message and code")
    func description() {
        let error = InvalidPlan(plan: "p", faults: [PlanFault(.bodyEmpty, at: "Fleet", "It is empty.")])
        #expect(error.description.hasPrefix("The plan \"p\" has a fault."))
        #expect(error.description.hasSuffix("\nFleet: It is empty. (bodyEmpty)"))
        let many = InvalidPlan(plan: "p", faults: (0..<70).map { PlanFault(.bodyEmpty, at: NodePath(["\($0)"]), "Empty.") })
        #expect(many.description.hasSuffix("\n49: Empty. (bodyEmpty)\n… and 20 more faults"))
    }

    @Test("S40 a hundred thousand unknown plugins and dependencies among as many names need no more comparisons than a few")
    func large() {
        let count = 100_000
        let sequences = (0..<count).map {
            Node.Sequence(name: "host-\($0)", after: ["hots-\($0)"], actions: [ValidPlan.action { $0.plugin = "shop.uplaod" }])
        }
        let faults = ValidPlan.faults { $0.blocks[0].sequences = sequences }
        #expect(faults.count == 2 * count)
        #expect(faults.filter { $0.message.contains("Did you mean \"shop.upload\"?") }.count == count)
        let suggestions = faults.filter { $0.code == .dependencyUnknown && $0.message.contains("Did you mean \"host-") }.count
        #expect((1...Suggestions.effort).contains(suggestions))
    }
}
