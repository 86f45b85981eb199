import Testing
import Workstream
import WorkstreamTesting

@Suite("Finding actions in a plan")
struct PlanFindingTests {
    private struct Upload: ActionPlugin {
        struct Request: Codable, Sendable, Equatable {
            var host: String
            var tags: [String]
        }
        static let name = "shop.upload"
        let retryPolicy: RetryPolicy = .fast
        func effect(of request: Request) -> Effect { .idempotent }
        func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
    }

    private struct Look: CheckPlugin {
        struct Request: Codable, Sendable { var path: String }
        static let name = "files.exists"
        let retryPolicy: RetryPolicy = .fast
        func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
    }

    private let plan = ShopPlan.plan()

    @Test("all calls of a plugin are found, with their paths and typed requests, checks too")
    func byPlugin() throws {
        let uploads = try plan.actions(using: Upload.self)
        #expect(uploads.map(\.path) == ["Canary/web-1/upload", "Fleet/web-2/upload", "Fleet/web-3/upload"])
        #expect(uploads.map(\.request.host) == ["web-1", "web-2", "web-3"])
        #expect(uploads.allSatisfy { !$0.isCheck && $0.action.plugin == "shop.upload" })
        let looks = try plan.actions(using: Look.self)
        #expect(looks.map(\.request.path) == ["/srv/build"] && looks.allSatisfy(\.isCheck))
        #expect(try plan.actions(using: Upload.self, named: "shop.start").count == 3)
    }

    @Test("one call is found by its path and by its key")
    func byPlace() throws {
        #expect(try plan.action(at: "Fleet/web-2/upload", using: Upload.self).request == .init(host: "web-2", tags: ["a", "b"]))
        #expect(try plan.action(key: "up web-2", using: Upload.self).path == "Fleet/web-2/upload")
        #expect(try plan.action(key: "start web-2", using: Upload.self, named: "shop.start").path == "Fleet/web-2/start")
        #expect(try plan.action(at: "pre-checks/build is there", using: Look.self).isCheck)
    }

    @Test("where nothing is found, the error says what there is and what was probably meant")
    func nothing() {
        #expect(throws: PlanTestError.self) { try Plan(name: "p", blocks: []).actions(using: Upload.self) }
        func message(_ find: () throws -> Void) -> String {
            let error = #expect(throws: PlanTestError.self) { try find() }
            #expect(error?.code == .notFound)
            return error?.description ?? ""
        }
        let plugin = message { _ = try plan.actions(using: Upload.self, named: "shop.uplaod") }
        #expect(plugin.contains("calls the plugin \"shop.uplaod\"") && plugin.contains("Did you mean \"shop.upload\"?"))
        let path = message { _ = try plan.action(at: "Fleet/web2/upload", using: Upload.self) }
        #expect(path.contains("in \"Fleet\" stands no \"web2\", only \"web-2\", \"web-3\", \"undo\"."))
        let block = message { _ = try plan.action(at: "Fleat/web-2/upload", using: Upload.self) }
        #expect(block.contains("in it stands no \"Fleat\"") && block.contains("Did you mean \"Fleet\"?"))
        let deep = message { _ = try plan.action(at: "Fleet/web-2/upload/more", using: Upload.self) }
        #expect(deep.contains("in \"Fleet/web-2/upload\" stands no \"more\", only nothing"))
        let key = message { _ = try plan.action(key: "up web-3", using: Upload.self) }
        #expect(key.contains("Did you mean \"up web-2\"?"))
    }

    @Test("what calls another plugin, or is no action, is not handed out", arguments: ["Fleet/web-2/start", "Fleet/web-2", "", "pre-checks"])
    func other(path: String) {
        let error = #expect(throws: PlanTestError.self) { try plan.action(at: NodePath(path), using: Upload.self) }
        #expect(error?.code == .otherPlugin && error?.path == NodePath(path))
    }

    @Test("a request that does not decode is an error that says where, and which parts bindings fill in")
    func undecodable() throws {
        var plan = plan
        plan.blocks[1].sequences[0].actions[0].request = ["host": 1]
        let path = try #require(JSON.Path("$.host"))
        plan.blocks[1].sequences[0].actions[0].bindings = [Binding(target: path, value: .source(.response(of: .name("x"), at: .root)))]
        for find in [{ _ = try plan.actions(using: Upload.self) }, { _ = try plan.action(key: "up web-2", using: Upload.self) }]
            as [() throws -> Void]
        {
            let error = #expect(throws: PlanTestError.self) { try find() }
            #expect(error?.code == .requestDoesNotDecode && error?.path == "Fleet/web-2/upload" && error?.cause is JSON.DecodingFault)
            #expect(error?.description.contains("Its bindings fill in $.host only when it runs.") == true)
        }
    }
}
