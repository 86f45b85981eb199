import Testing

@testable import Workstream

@Suite("PreparedPlan")
struct PreparedPlanTests {
    private static func picky(_ number: Int, version: Int? = nil, change: (inout Node.Action) -> Void = { _ in }) -> Node.Action {
        var action = Node.Action(
            name: "pick", plugin: Picky.name, request: version == 2 ? ["count": .integer(Int128(number))] : ["number": .integer(Int128(number))])
        action.pluginVersion = version
        change(&action)
        return action
    }

    private static func prepared(_ action: Node.Action) throws -> (action: Node.Action, all: PreparedPlan) {
        let prepared = try ValidPlan.plan { $0.blocks[0].sequences[0].actions[0] = action }.prepared(with: ValidPlan.registry)
        return (prepared.plan.blocks[0].sequences[0].actions[0], prepared)
    }

    @Test("S40 numbers, versions of plugins and effects are written into the stored plan, and its definition stays the same")
    func filledIn() throws {
        let plan = ValidPlan.plan { $0.blocks[0].sequences[0].actions.append(Self.picky(2)) }
        let prepared = try plan.prepared(with: ValidPlan.registry)
        #expect(prepared.plan.nodes.map(\.node.number) == Array(0..<9))
        #expect(prepared.plan.nodes.compactMap(\.action?.pluginVersion) == [1, 1, 3, 1])
        #expect(prepared.plan.nodes.map { $0.action?.effect } == [nil, nil, nil, nil, nil, .idempotent, .idempotent, nil, .idempotent])
        #expect(prepared.plan.definition == plan)
        #expect(prepared.plan != plan)
    }

    @Test("S40 the requests are handed on as their plugins decoded them, by number")
    func requests() throws {
        let prepared = try ValidPlan.plan { $0.blocks[0].sequences[0].actions.append(Self.picky(2)) }.prepared(with: ValidPlan.registry)
        #expect(prepared.requests.indices.filter { prepared.requests[$0] != nil } == [2, 5, 6, 8])
        #expect(prepared.requests[2] as? FileExists.Request == FileExists.Request(path: "/srv/shop.tar"))
        #expect(prepared.requests[6] as? Picky.Request == Picky.Request(number: 2))
    }

    @Test("S33 the effect that the author chose remains, and another is what the plugin says of the request")
    func effects() throws {
        let (chosen, _) = try Self.prepared(Self.picky(2) { $0.effect = .atMostOnce })
        #expect(chosen.effect == .atMostOnce)
        #expect(!chosen.hasPluginsEffect)
        let (asked, _) = try Self.prepared(Self.picky(102))
        #expect(asked.effect == .atMostOnce)
        #expect(asked.hasPluginsEffect)
        let (again, _) = try Self.prepared(
            Self.picky(2) {
                $0.effect = .atMostOnce
                $0.hasPluginsEffect = true
            })
        #expect(again.effect == .idempotent)
    }

    @Test("S28 a request with bindings is not decoded, and its effect stays open")
    func bound() throws {
        let source = Binding.Source.response(of: .name("upload"), at: JSON.Path([.key("path")]))
        let bound = Self.picky(1) { $0.bindings = [Binding(target: JSON.Path([.key("number")]), value: .source(source))] }
        let prepared = try ValidPlan.plan { $0.blocks[0].sequences[0].actions.append(bound) }.prepared(with: ValidPlan.registry)
        #expect(prepared.requests[6] == nil)
        #expect(prepared.plan.blocks[0].sequences[0].actions[1].effect == nil)
        #expect(prepared.bindings.sources == [5])
    }

    @Test("S40 a request of an older version is brought up to date")
    func upgraded() throws {
        let (action, all) = try Self.prepared(Self.picky(4, version: 2))
        #expect(action.request == ["number": 4])
        #expect(action.pluginVersion == 3)
        #expect(all.requests[5] as? Picky.Request == Picky.Request(number: 4))
    }

    @Test("S40 a plan with faults is refused with all of them, and warnings beside")
    func refused() {
        let plan = ValidPlan.plan {
            $0.name = ""
            $0.blocks[0].sequences[0].actions[0].retries = -1
            $0.blocks[0].sequences[0].actions[0].request = ["file": "a", "host": "b", "token": "c"]
        }
        #expect(
            throws: InvalidPlan(
                plan: "", faults: [PlanFault(.nameEmpty, at: .plan), PlanFault(.retriesOutOfRange, at: "Fleet/web-1/upload")],
                warnings: [PlanWarning(.plainSecret, at: "Fleet/web-1/upload", "")])
        ) { try plan.prepared(with: ValidPlan.registry) }
    }

    @Test("S40 a stored plan can be submitted again")
    func again() throws {
        let prepared = try ValidPlan.plan().prepared(with: ValidPlan.registry)
        #expect(try prepared.plan.prepared(with: ValidPlan.registry).plan == prepared.plan)
    }
}
