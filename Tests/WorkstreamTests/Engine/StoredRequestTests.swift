import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Requests that an earlier engine stored", .oneAtATime, .timeLimit(.minutes(15)))
struct StoredRequestTests {
    /// A plan whose second action is bound to the first.
    private static func plan(field: String) -> Plan {
        let copy = { (name: String) in Node.Action(name: name, plugin: "copy", request: .object([field: .string("one")])) }
        var bound = copy("b")
        bound.bindings = [Binding(target: .root.appending(field), value: .source(.response(of: .name("a"), at: .root.appending("path"))))]
        return .one([copy("a"), bound])
    }

    /// Another engine on the same storage, with these plugins.
    private func engine(_ ground: EngineGround, _ plugins: [any Plugin]) async throws -> Engine {
        try await Engine(storage: ground.storage, plugins: PluginRegistry(plugins), environment: .simulated(ground.executor))
    }

    @Test("S66 requests of an older version are brought up to date when the run is loaded, bound ones once they are filled in")
    func upgraded() throws {
        try EngineGround.play(seeds: 0..<5, also: [CopyOld()]) { ground in
            let id = try await ground.engine.submit(Self.plan(field: "file"))
            let newer = try await engine(ground, [CopyNew()])
            try await newer.start(id)
            let run = try await newer.wait(for: id)
            #expect(run.status == .completed)
            #expect(try run["B/1/a"]?.action?.response(as: CopyNew.self)?.path == "new one")
            #expect(try run["B/1/b"]?.action?.response(as: CopyNew.self)?.path == "new new one")
        }
    }

    @Test("S66 a request of a newer version, one that cannot be brought up to date, and a plugin of another role are told all at once")
    func refused() throws {
        try EngineGround.play(seeds: 0..<3, also: [CopyNew()]) { ground in
            var plan = Self.plan(field: "source")
            plan.blocks[0].sequences[0].actions.append(.act("c"))
            let id = try await ground.engine.submit(plan)
            let older = try await engine(ground, [CopyOld(), ScriptedCheck("act")])
            let error = await #expect(throws: EngineError.self) { try await older.start(id) }
            #expect(error?.code == .cannotRun)
            for words in ["B/1/a: The request was stored for version 2", "B/1/b: The request was stored", "B/1/c: The plugin \"act\" only looks"] {
                #expect(error?.message.contains(words) == true, "\(words)")
            }
            // Nobody has it now.
            #expect(try await ground.isFree(id))
        }
    }
}

/// Copies a file, as its first version did.
private struct CopyOld: ActionPlugin {
    struct Request: Codable, Sendable { var file: String }
    struct Response: Codable, Sendable { var path: String }
    static let name = "copy"
    let retryPolicy = RetryPolicy.fast
    func effect(of request: Request) -> Effect { .idempotent }
    func execute(_ request: Request, in context: PluginContext) async throws -> Response { Response(path: "old \(request.file)") }
}

/// Copies a file, as its second version does, which calls the file otherwise.
private struct CopyNew: ActionPlugin {
    struct Request: Codable, Sendable { var source: String }
    struct Response: Codable, Sendable { var path: String }
    static let name = "copy"
    static let version = 2
    let retryPolicy = RetryPolicy.fast
    static func upgrade(_ request: JSON, from version: Int) throws -> JSON { .object(["source": request["file"] ?? .null]) }
    func effect(of request: Request) -> Effect { .idempotent }
    func execute(_ request: Request, in context: PluginContext) async throws -> Response { Response(path: "new \(request.source)") }
}
