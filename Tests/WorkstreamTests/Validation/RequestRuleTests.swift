import Testing
import Workstream

@Suite("RequestRule")
struct RequestRuleTests {
    private static func faults(_ request: JSON, version: Int? = nil) -> [PlanFault] {
        var action = Node.Action(name: "pick", plugin: Picky.name, request: request)
        action.pluginVersion = version
        return ValidPlan.faults { $0.blocks[0].sequences[0].actions = [action] }
    }

    @Test("S28 a request that is not of the plugin's type is a fault that says where", arguments: [["number": "two"], [:], .null, "text"] as [JSON])
    func decoding(request: JSON) {
        let faults = Self.faults(request)
        #expect(faults == [PlanFault(.requestDoesNotDecode, at: "Fleet/web-1/pick")])
        #expect(faults[0].message.contains("at $"))
    }

    @Test("S28 a request that its plugin refuses is a fault with the plugin's reason")
    func refused() {
        let faults = Self.faults(["number": 3])
        #expect(faults == [PlanFault(.requestRefused, at: "Fleet/web-1/pick")])
        #expect(
            faults[0].message == "The plugin \"shop.picky\" refuses the request of \"pick\": 3 is odd. It could never work. Correct the request.")
    }

    @Test("S40 a request of another version is read only where the plugin can bring it up to date")
    func versions() {
        #expect(Self.faults(["count": 2], version: 2).isEmpty)
        #expect(Self.faults(["count": 3], version: 2) == [PlanFault(.requestRefused, at: "Fleet/web-1/pick")])
        #expect(Self.faults(["count": 2], version: 1) == [PlanFault(.requestOutdated, at: "Fleet/web-1/pick")])
        #expect(Self.faults(["number": 2], version: 4) == [PlanFault(.pluginOutdated, at: "Fleet/web-1/pick")])
    }
}
