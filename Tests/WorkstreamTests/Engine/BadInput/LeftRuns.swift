import Foundation
import WorkstreamTesting

@testable import Workstream

/// A real folder in which an engine left two runs under way: one for a test to harm, and one that has nothing to do with it.
struct LeftRuns {
    /// An action whose request has a field.
    struct Mill: ActionPlugin {
        struct Request: Codable, Sendable { var grain: String }
        static let name = "mill"
        let retryPolicy = RetryPolicy.fast
        func effect(of request: Request) -> Effect { .idempotent }
        func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
    }

    /// Where they are.
    let ground: FileGround
    /// The one that is harmed.
    let harmed: RunID
    /// The other one.
    let sound: RunID

    /// Two runs whose first actions were cut off when their engine was shut down, and whose second ones have not begun.
    init() async throws {
        ground = try FileGround()
        let engine = try await Self.engine(in: ground, [ScriptedAction("act", .hang), Mill()])
        harmed = try await Self.begin(on: engine)
        sound = try await Self.begin(on: engine)
        try await engine.shutdown(within: .zero)
    }

    private static func begin(on engine: Engine) async throws -> RunID {
        let id = try await engine.submit(.one([.act("a"), Node.Action(name: "b", plugin: Mill.name, request: ["grain": "rye"])]))
        try await engine.start(id)
        for try await event in engine.events(of: id) {
            if case .attemptBegan = event.kind { break }
        }
        return id
    }

    private static func engine(in ground: FileGround, _ plugins: [any Plugin]) async throws -> Engine {
        try await Engine(storage: .directory(ground.folder, durability: .processCrash), plugins: PluginRegistry(plugins))
    }

    /// The next engine on the folder, whose actions end at once.
    func reopen(_ plugins: [any Plugin] = [Mill()]) async throws -> Engine {
        try await Self.engine(in: ground, [ScriptedAction("act")] + plugins)
    }

    /// The path of a file of the run that is harmed.
    func path(_ name: String) -> String { ground.path(name, of: harmed) }

    private var folder: String { ground.path("runs/\(harmed)") }
    private var copy: String { ground.path("copy") }

    /// Everything in the folder of the run that is harmed, but for the file that says who drove it last.
    func picture() throws -> FolderPicture {
        try FolderPicture(of: folder, except: ["lease.json"])
    }

    /// Copies the folder of the run.
    func keep() throws {
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
    }

    /// Brings the folder of the run back from the copy.
    func putBack() throws {
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.moveItem(atPath: copy, toPath: folder)
    }
}
