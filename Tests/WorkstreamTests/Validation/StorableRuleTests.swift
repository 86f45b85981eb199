import Testing
import Workstream

@Suite("StorableRule")
struct StorableRuleTests {
    private static func nested(_ depth: Int) -> JSON {
        (0..<depth).reduce(.integer(1)) { json, _ in ["in": json] }
    }

    @Test("S40 a number that JSON cannot express is a fault, in a request, in metadata and in an otherwise")
    func numbers() {
        let source = Binding.Source.response(of: .name("upload"), at: .root)
        let faults = ValidPlan.faults { plan in
            plan.metadata = ["weight": ["of": .number(.infinity)], "ticket": 7]
            plan.checks[0].checks[0].request = ["path": "/", "more": [1, .number(.nan)]]
            let binding = Binding(target: JSON.Path([.key("host")]), value: .source(source), otherwise: .number(.nan))
            plan.blocks[0].sequences[0].actions.append(ValidPlan.action("bound") { $0.bindings = [binding] })
        }
        #expect(
            faults == [
                PlanFault(.metadataDoesNotEncode, at: .plan), PlanFault(.requestDoesNotEncode, at: "pre-checks/look"),
                PlanFault(.requestDoesNotEncode, at: "Fleet/web-1/bound"),
            ])
        #expect(faults[1].message.contains("The number at $.more[1] is NaN."))
    }

    @Test("S40 what is accepted can be stored and read again, and what is nested any deeper is a fault")
    func depth() throws {
        var depth = JSON.defaultDepthLimit
        func plan() -> Plan {
            ValidPlan.plan {
                let check = ValidPlan.check { $0.request = ["path": "/", "more": Self.nested(depth)] }
                $0.blocks[0].sequences[0].checks = [Node.Checks(.pre, checks: [check])]
            }
        }
        #expect(plan().validate(with: ValidPlan.registry).faults == [PlanFault(.requestDoesNotEncode, at: "Fleet/web-1/pre-checks/look")])
        while !plan().validate(with: ValidPlan.registry).isValid, depth > 0 { depth -= 1 }
        #expect(depth > JSON.defaultDepthLimit - 16)
        let text = try JSON(encoding: plan()).text(.canonical)
        #expect(try JSON(parsing: text).decode(Plan.self) == plan())
    }
}
