import Testing
import Workstream

@Suite("PlainSecretRule")
struct PlainSecretRuleTests {
    private static func warnings(_ request: JSON, change: (inout Node.Action) -> Void = { _ in }) -> [PlanWarning] {
        let plan = ValidPlan.plan { plan in
            plan.blocks[0].sequences[0].actions[0].request = request
            change(&plan.blocks[0].sequences[0].actions[0])
        }
        return plan.validate(with: ValidPlan.registry).warnings
    }

    private static func request(_ members: [String: JSON]) -> JSON {
        .object(members.merging(["file": "a", "host": "b"]) { own, _ in own })
    }

    @Test(
        "S40 a field that sounds like a secret and has a plain text is a warning",
        arguments: ["password", "dbPassword", "token", "GITHUB_TOKEN", "api-key", "apiKey", "clientSecret", "private_key"])
    func plain(field: String) {
        let warnings = Self.warnings(Self.request([field: "hunter2"]))
        #expect(warnings == [PlanWarning(.plainSecret, at: "Fleet/web-1/upload", "")])
        #expect(warnings.allSatisfy { $0.message.contains(field) && $0.message.contains("`Secret`") && !$0.message.contains("hunter2") })
    }

    @Test("S40 all such fields of a request are one warning that says where they are")
    func nested() {
        let warnings = Self.warnings(Self.request(["auth": ["password": "x"], "servers": [["token": "y"]]]))
        #expect(warnings.count == 1)
        #expect(warnings.first?.message.contains("at $.auth.password, $.servers[0].token.") == true)
    }

    @Test(
        "S40 a secret, an empty text and a field that only mentions one are no reason to warn",
        arguments: [
            ["token": ["environment": "SHOP_TOKEN"]], ["password": ""], ["token": .null], ["tokenLimit": "5"], ["passwordFile": "/etc/secret"],
        ] as [[String: JSON]])
    func harmless(members: [String: JSON]) {
        #expect(Self.warnings(Self.request(members)).isEmpty)
    }

    @Test("S40 a field that a binding fills in has no text of its own")
    func bound() {
        let source = Binding.Source.response(of: .name("nobody"), at: .root)
        let warnings = Self.warnings(Self.request(["token": "placeholder"])) {
            $0.bindings = [Binding(target: JSON.Path([.key("token")]), value: .source(source))]
        }
        #expect(warnings.isEmpty)
    }

    @Test("S40 a warning keeps no plan from being submitted")
    func submitted() throws {
        let plan = ValidPlan.plan { $0.blocks[0].sequences[0].actions[0].request = Self.request(["token": "x"]) }
        #expect(plan.validate(with: ValidPlan.registry).isValid)
    }
}
