import Testing

@testable import Workstream

@Suite("PlanWriter")
struct PlanWriterTests {
    /// Plans with and without all that a node may have.
    static var plans: [Plan] {
        var submitted = PlanCodableTests.unusual.numbered()
        submitted.changeEachAction { action in
            action.pluginVersion = 3
            action.hasPluginsEffect = action.name == "start"
            if action.hasPluginsEffect { action.effect = .atMostOnce }
        }
        var quoted = SamplePlan.full
        quoted.name = "a \"plan\"\nof two lines, caf\u{E9}"
        quoted.blocks[1].name = "{"
        quoted.blocks[1].purpose = "["
        quoted.blocks[1].toleratedFailures = .count(2)
        quoted.blocks[1].sequences[0].actions[0].request = ["z": [], "a": [:], "m": [[1, -2.5], ["k": [true, nil, "x"]]]]
        quoted.blocks[1].sequences[0].defects = [Defect(code: "a", message: "b")]
        quoted.blocks[1].checks[0].defects = [Defect(code: "a", message: "b")]
        quoted.deferred[0].defects = [Defect(code: "a", message: "b")]
        quoted.deferred[0].purpose = "to tell"
        return [
            Plan(name: "", blocks: []), Plan(name: "p", blocks: [Node.Block(name: "b", sequences: [])]), SamplePlan.full, SamplePlan.full.numbered(),
            PlanCodableTests.unusual, submitted, quoted,
        ]
    }

    @Test("S40 a stored plan has the bytes that its encoded form has, pretty", arguments: plans)
    func text(plan: Plan) throws {
        #expect(String(decoding: try PlanWriter.text(of: plan), as: UTF8.self) == (try JSON(encoding: plan).text(.pretty)))
    }

    @Test("a definition has the bytes that its encoded form has, canonical, and neither numbers nor what plugins said", arguments: plans)
    func definition(plan: Plan) throws {
        #expect(String(decoding: try PlanWriter.definition(of: plan), as: UTF8.self) == (try JSON(encoding: plan.definition).text()))
    }

    @Test("a value that JSON has no form for is found, wherever it stands")
    func faults() throws {
        var request = SamplePlan.full
        request.blocks[1].sequences[0].actions[0].request = ["a": .number(.nan)]
        var metadata = SamplePlan.full
        metadata.metadata["m"] = .number(.infinity)
        var otherwise = SamplePlan.full
        otherwise.blocks[1].sequences[0].actions[0].bindings = [
            Binding(target: .root, value: .source(.response(of: .name("a"), at: .root)), otherwise: .number(.nan))
        ]
        for plan in [request, metadata, otherwise] {
            let expected = try #require(throws: JSON.EncodingFault.self) { try JSON(encoding: plan) }
            #expect(expected.code == .notFinite)
            #expect(throws: expected) { try PlanWriter.text(of: plan) }
            #expect(throws: expected) { try PlanWriter.definition(of: plan) }
        }
    }

    @Test("a request may be as deep as the encoder lets it be, and no deeper", arguments: -2...2)
    func depth(more: Int) throws {
        let layers = JSON.defaultDepthLimit - 7 + more
        var plan = SamplePlan.full
        plan.blocks[0].sequences[0].actions[0].request = (0..<layers).reduce(nil) { request, _ in [request] }
        #expect((try? PlanWriter.text(of: plan)) == (try? JSON(encoding: plan).bytes(.pretty)))
        #expect((try? PlanWriter.definition(of: plan)) == (try? JSON(encoding: plan).bytes()))
        #expect(((try? PlanWriter.text(of: plan)) == nil) == (more > 0))
    }
}
