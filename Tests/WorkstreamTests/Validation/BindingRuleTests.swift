import Testing
import Workstream

@Suite("BindingRule")
struct BindingRuleTests {
    /// An action whose host comes from the response of another.
    private static func action(_ name: String, key: String? = nil, reads reference: Binding.Reference, otherwise: JSON? = nil) -> Node.Action {
        let source = Binding.Source.response(of: reference, at: JSON.Path([.key("path")]))
        return ValidPlan.action(name) {
            $0.key = key
            $0.bindings = [Binding(target: JSON.Path([.key("host")]), value: .source(source), otherwise: otherwise)]
        }
    }

    private static func faults(_ plan: Plan) -> [PlanFault] { plan.validate(with: ValidPlan.registry).faults }

    @Test("S28 a source that nobody is called is a fault that names the nearest one, by name or by key")
    func unknown() {
        let upload = ValidPlan.action { $0.key = "first" }
        let faults = Self.faults(
            ValidPlan.fleet(ValidPlan.sequence("s", upload, Self.action("a", reads: .name("uplaod")), Self.action("b", reads: .key("frist")))))
        #expect(faults == [PlanFault(.sourceUnknown, at: "Fleet/s/a"), PlanFault(.sourceUnknown, at: "Fleet/s/b")])
        #expect(faults[0].message.contains("Did you mean \"upload\"?"))
        #expect(faults[1].message.contains("Did you mean \"first\"?"))
    }

    @Test("S28 a source that several are called is a fault that names them")
    func ambiguous() {
        let faults = Self.faults(
            ValidPlan.fleet(ValidPlan.sequence("s", ValidPlan.action(), ValidPlan.action(), Self.action("a", reads: .name("upload")))))
        #expect(faults == [PlanFault(.sourceAmbiguous, at: "Fleet/s/a")])
        #expect(faults[0].message.contains("\"Fleet/s/upload\", \"Fleet/s/upload#2\""))
    }

    @Test("S28 a check, and a node that is no action, are no source")
    func noAction() {
        var plan = ValidPlan.fleet(ValidPlan.sequence("s", Self.action("a", reads: .name("look")), Self.action("b", reads: .key("fleet"))))
        plan.blocks[0].key = "fleet"
        let faults = Self.faults(plan)
        #expect(faults == [PlanFault(.sourceNotAnAction, at: "Fleet/s/a"), PlanFault(.sourceNotAnAction, at: "Fleet/s/b")])
        #expect(faults[1].message.contains("that is \"Fleet\", which is no action"))
    }

    @Test("S29 a later action, and the action itself, are no source")
    func late() {
        let faults = Self.faults(
            ValidPlan.fleet(ValidPlan.sequence("s", Self.action("a", reads: .name("a")), Self.action("b", reads: .name("mail")))))
        #expect(faults == [PlanFault(.sourceTooLate, at: "Fleet/s/a"), PlanFault(.sourceTooLate, at: "Fleet/s/b")])
        #expect(faults[1].message.contains("\"tell/mail\" runs later"))
    }

    @Test("S29 an action of another sequence of the block is no source")
    func concurrent() {
        let faults = Self.faults(
            ValidPlan.fleet(ValidPlan.sequence("s", ValidPlan.action()), ValidPlan.sequence("t", Self.action("a", reads: .name("upload")))))
        #expect(faults == [PlanFault(.sourceConcurrent, at: "Fleet/t/a")])
    }

    @Test("S29 where a source may not have happened, the binding says what to take instead", arguments: [JSON?.none, "web-9"])
    func missing(otherwise: JSON?) {
        let plan = ValidPlan.plan {
            $0.blocks[0].toleratedFailures = .unlimited
            $0.blocks.append(
                Node.Block(name: "After", sequences: [ValidPlan.sequence("s", Self.action("a", reads: .name("upload"), otherwise: otherwise))]))
        }
        #expect(Self.faults(plan) == (otherwise == nil ? [PlanFault(.sourceMayBeMissing, at: "After/s/a")] : []))
    }

    @Test("S29 thousands of bindings to a name that thousands have are listed without listing all of them for each")
    func manyAmbiguous() {
        let count = 5_000
        let sequence = Node.Sequence(
            name: "s", actions: (0..<count).map { _ in ValidPlan.action() } + (0..<count).map { Self.action("a-\($0)", reads: .name("upload")) })
        let faults = Self.faults(ValidPlan.plan { $0.blocks[0].sequences = [sequence] })
        #expect(faults.map(\.code) == Array(repeating: .sourceAmbiguous, count: count))
        #expect(faults.allSatisfy { $0.message.utf8.count < 400 })
    }
}
