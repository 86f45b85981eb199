import Testing
import Workstream

@Suite("PluginRule")
struct PluginRuleTests {
    @Test("S40 a plugin that is not registered is a fault that names the nearest one, and those that are")
    func unknown() {
        let faults = ValidPlan.faults { $0.blocks[0].sequences[0].actions[0].plugin = "shop.uplaod" }
        #expect(faults == [PlanFault(.pluginUnknown, at: "Fleet/web-1/upload")])
        #expect(
            faults[0].message
                == "The action \"upload\" asks for the plugin \"shop.uplaod\", which is not registered. Did you mean \"shop.upload\"? "
                + "Nobody could do the work. Register it, or use one that is: \"shop.fileExists\", \"shop.picky\", \"shop.probe\", \"shop.shell\", \"shop.upload\"."
        )
        let far = ValidPlan.faults { $0.checks[0].checks[0].plugin = "" }
        #expect(far == [PlanFault(.pluginUnknown, at: "pre-checks/look")])
        #expect(!far[0].message.contains("Did you mean"))
    }

    @Test("S30 a plugin that only looks is refused among the actions of a decoded plan, also in a deferred batch")
    func checkAmongActions() throws {
        let plan = ValidPlan.plan { plan in
            plan.blocks[0].sequences[0].actions[0] = ValidPlan.check("exists")
            plan.deferred[0].actions[0] = ValidPlan.check("still exists")
        }
        let decoded = try JSON(parsing: JSON(encoding: plan).text(.canonical)).decode(Plan.self)
        #expect(
            decoded.validate(with: ValidPlan.registry).faults
                == [PlanFault(.checkAmongActions, at: "Fleet/web-1/exists"), PlanFault(.checkAmongActions, at: "tell/still exists")])
    }

    @Test("S30 a plugin that changes things is refused among the checks of a decoded plan")
    func actionAmongChecks() throws {
        let plan = ValidPlan.plan { $0.checks[0].checks[0] = ValidPlan.action() }
        let decoded = try JSON(parsing: JSON(encoding: plan).text(.canonical)).decode(Plan.self)
        #expect(decoded.validate(with: ValidPlan.registry).faults == [PlanFault(.actionAmongChecks, at: "pre-checks/upload")])
    }

    @Test("S24 retries of a plugin that is never tried again are refused")
    func retries() {
        let shell = Action("shell", Shell.self, .init("sh")).retries(2).node
        #expect(ValidPlan.faults { $0.blocks[0].sequences[0].actions = [shell] } == [PlanFault(.retriesNotAllowed, at: "Fleet/web-1/shell")])
    }
}
