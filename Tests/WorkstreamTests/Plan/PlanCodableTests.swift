import Foundation
import Testing

@testable import Workstream

@Suite("Stored form of plans")
struct PlanCodableTests {
    /// A plan in which every option of every node has another value than its default.
    static var unusual: Plan {
        var plan = SamplePlan.full
        plan.onUnknownOutcome = .decide
        plan.defects = [Defect(code: "misuse", message: "What. Why. How.")]
        plan.blocks[1] = Node.Block(
            name: "Fleet", purpose: "all", key: "fleet", checks: SamplePlan.groups, sequences: plan.blocks[1].sequences,
            deferred: [
                Node.Batch(name: "undo", purpose: "back", key: "undo", condition: .anyFailure, isRequired: true, actions: [SamplePlan.action("r")])
            ],
            entranceDelay: .milliseconds(1500), exitDelay: .seconds(2), concurrency: 3, toleratedFailures: .unlimited, isExact: true,
            toleratesSkips: true, failurePolicy: .cancel)
        plan.blocks[1].checks[2].interval = .seconds(5)
        plan.blocks[1].checks[0].interval = .seconds(6)
        plan.blocks[1].checks[4].treatsErrorsAsNo = true
        plan.blocks[1].checks[4].key = "skip"
        plan.blocks[1].sequences[1].after = ["web-2"]
        let response = Binding.Source.response(of: .key("up"), at: JSON.Path([.key("path")]))
        plan.blocks[1].sequences[0].actions = [
            Node.Action(
                name: "odd", purpose: "why", key: "odd", plugin: "change", request: ["list": [1, 2.5, nil, true]],
                bindings: [
                    Binding(target: JSON.Path([.key("list")]), operation: .append, value: .source(response), otherwise: .null),
                    Binding(
                        target: JSON.Path([.key("text")]),
                        value: .text([.text("at "), .source(.response(of: .name("upload"), at: .root)), .text("!")]), otherwise: ["a": 1]),
                    // Without a value to fall back on, which is not the same as falling back on null.
                    Binding(target: JSON.Path([.key("text")]), value: .source(response)),
                ],
                timeout: nil, deadline: .seconds(90), retries: 3, effect: .idempotent, onUnknownOutcome: .fail)
        ]
        plan.blocks[1].sequences[0].actions[0].defects = [Defect(code: "a", message: "b")]
        plan.blocks[1].sequences[0].actions[0].pluginVersion = 4
        plan.blocks[1].sequences[0].actions[0].hasPluginsEffect = true
        plan.blocks[1].sequences[0].defects = [Defect(code: "s", message: "b")]
        plan.blocks[1].defects = [Defect(code: "c", message: "d")]
        plan.blocks[1].deferred[0].defects = [Defect(code: "e", message: "f")]
        plan.blocks[1].checks[0].defects = [Defect(code: "g", message: "h")]
        return plan
    }

    @Test("a plan that is written and read is the same plan", arguments: [SamplePlan.full, unusual, SamplePlan.full.numbered(), unusual.numbered()])
    func roundTrip(plan: Plan) throws {
        let text = try JSON(encoding: plan).text(.pretty)
        let read = try JSON(parsing: Array(text.utf8)).decode(Plan.self)
        #expect(read == plan)
        #expect(try JSON(encoding: read).text(.pretty) == text)
    }

    @Test("another encoder and decoder than ours carry a plan too")
    func foundation() throws {
        let data = try JSONEncoder().encode(Self.unusual)
        #expect(try JSONDecoder().decode(Plan.self, from: data) == Self.unusual)
    }

    @Test("every default that has a value is written out")
    func defaults() throws {
        let plan = Plan(
            name: "p", checks: [Node.Checks(.continuous, checks: []), Node.Checks(.bypass, checks: [])],
            blocks: [
                Node.Block(
                    name: "b", sequences: [Node.Sequence(name: "s", actions: [SamplePlan.action("a")])],
                    deferred: [Node.Batch(name: "d", condition: .always, actions: [])])
            ])
        let json = try JSON(encoding: plan)
        #expect(json["workstream"] == 1)
        #expect(json["checks"]?[0]?["interval"] == "30s")
        #expect(json["checks"]?[1]?["treatsErrorsAsNo"] == false)
        let block = try #require(json["blocks"]?[0])
        for (field, value) in [
            ("entranceDelay", "0s"), ("exitDelay", "0s"), ("concurrency", 1), ("toleratedFailures", 0), ("isExact", false), ("toleratesSkips", false),
            ("failurePolicy", "finishActions"),
        ] as [(String, JSON)] {
            #expect(block[field] == value, "\(field)")
        }
        #expect(block["deferred"]?[0]?["isRequired"] == false)
        let action = try #require(block["sequences"]?[0]?["actions"]?[0])
        #expect(action["timeout"] == "30s")
        #expect(action["retries"] == 0)
    }

    @Test("fields that are missing have their defaults, and unknown ones are passed over")
    func missing() throws {
        let text = """
            {"workstream": 1, "name": "p", "later": 1, "checks": [{"kind": "continuous", "checks": []}],
             "deferred": [{"name": "d", "condition": "always"}],
             "blocks": [{"name": "b", "sequences": [{"name": "s", "actions": [{"name": "a", "plugin": "x", "request": null}]}]}]}
            """
        let plan = try JSON(parsing: Array(text.utf8)).decode(Plan.self)
        let expected = Plan(
            name: "p", checks: [Node.Checks(.continuous, checks: [])],
            blocks: [
                Node.Block(name: "b", sequences: [Node.Sequence(name: "s", actions: [Node.Action(name: "a", plugin: "x", request: .null)])])
            ], deferred: [Node.Batch(name: "d", condition: .always, actions: [])])
        #expect(plan == expected)
        #expect(plan.blocks[0].sequences[0].actions[0].timeout == .seconds(30))
    }

    @Test("a timeout of none is null, and is not the default when it is read again")
    func noTimeout() throws {
        var action = SamplePlan.action("a")
        action.timeout = nil
        let json = try JSON(encoding: action)
        #expect(json["timeout"] == .null)
        #expect(try json.decode(Node.Action.self).timeout == nil)
    }

    @Test("a binding is stored in a tagged form that says what it does")
    func binding() throws {
        let json = try JSON(encoding: Self.unusual.blocks[1].sequences[0].actions[0].bindings)
        #expect(
            json.text(.canonical) == """
                [{"operation":"append","otherwise":null,"target":"$.list","value":{"response":{"key":"up","path":"$.path"}}},\
                {"operation":"set","otherwise":{"a":1},"target":"$.text","value":{"text":["at ",{"response":{"name":"upload","path":"$"}},"!"]}},\
                {"operation":"set","target":"$.text","value":{"response":{"key":"up","path":"$.path"}}}]
                """)
    }

    @Test(
        "a plan of another version is refused with the version that was found and those that can be read",
        arguments: [
            (["workstream": 2, "name": "p"], "has format version \"2\". This library reads version 1", "newer version"),
            (["workstream": 0, "name": "p"], "has format version \"0\". This library reads version 1", "Correct the field"),
            (["name": "p"], "has no format version", "add \"workstream\": 1"),
        ] as [(JSON, String, String)])
    func version(json: JSON, what: String, remedy: String) throws {
        let fault = try #require(throws: JSON.DecodingFault.self) { try json.decode(Plan.self) }
        let cause = try #require(fault.cause as? UnsupportedPlanFormat)
        #expect(cause.description.contains(what) && cause.description.contains(remedy))
        #expect(cause.found == json["workstream"]?.intValue)
        #expect(fault.message.contains(what))
    }
}
