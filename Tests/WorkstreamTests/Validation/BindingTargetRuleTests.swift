import Testing
import Workstream

@Suite("BindingTargetRule")
struct BindingTargetRuleTests {
    private static func faults(_ request: JSON, _ targets: (path: String, operation: Binding.Operation)...) throws -> [PlanFault] {
        let source = Binding.Source.response(of: .name("upload"), at: .root)
        let bindings = try targets.map {
            Binding(target: try #require(JSON.Path($0.path)), operation: $0.operation, value: .source(source))
        }
        let bound = Node.Action(name: "bound", plugin: Picky.name, request: request, bindings: bindings)
        return ValidPlan.faults { $0.blocks[0].sequences[0].actions.append(bound) }
    }

    @Test("S28 a place that the request does not have and cannot make is a fault")
    func noPlace() throws {
        #expect(try Self.faults(["list": [1]], ("$.list[0].of", .set)) == [PlanFault(.bindingHasNoPlace, at: "Fleet/web-1/bound")])
        #expect(try Self.faults(["list": [1]], ("$.list[7]", .set)) == [PlanFault(.bindingHasNoPlace, at: "Fleet/web-1/bound")])
        #expect(try Self.faults("text", ("$.number", .set)) == [PlanFault(.bindingHasNoPlace, at: "Fleet/web-1/bound")])
    }

    @Test("S28 a value is added to a list only")
    func noArray() throws {
        #expect(try Self.faults(["number": 1], ("$.number", .append)) == [PlanFault(.bindingTargetIsNoArray, at: "Fleet/web-1/bound")])
    }

    @Test("S28 a place that is there, or that can be made, is none")
    func places() throws {
        #expect(
            try Self.faults(["list": [1], "nothing": nil], ("$.list", .append), ("$.nothing", .append), ("$.new.inner", .set), ("$.list[1]", .set))
                .isEmpty)
    }

    @Test("S28 what an earlier binding puts there is not known, so it is no fault")
    func earlier() throws {
        #expect(try Self.faults(["number": 1], ("$.number", .set), ("$.number", .append), ("$.number.inner", .set)).isEmpty)
    }
}
