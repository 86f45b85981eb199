import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("SwitchSymlink", .timeLimit(.minutes(15)))
struct SwitchSymlinkTests {
    let folder: TemporaryFolder
    let link: String
    let plugin = SwitchSymlink()

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("v1")
        try folder.makeFolder("v2")
        link = try folder.link("current", to: folder["v1"])
    }

    private func `switch`(to target: String?, token: String = "first") async throws -> SwitchSymlink.Response {
        try await plugin.execute(.init(path: link, target: target), in: .alone(token: token))
    }

    @Test("the link points to the new target, and the answer says what was there before")
    func switches() async throws {
        let response = try await `switch`(to: folder["v2"])
        #expect(response == .init(path: link, target: folder["v2"], previous: folder["v1"]))
        #expect(response.changed)
        #expect(try folder.target(of: "current") == folder["v2"])
        #expect(try folder.names() == [".current.workstream", "current", "v1", "v2"])
    }

    @Test("S33 a repetition by the same action answers with what was there before its first attempt")
    func repeated() async throws {
        let first = try await `switch`(to: folder["v2"])
        let again = try await `switch`(to: folder["v2"])
        #expect(first == again)
        #expect(again.previous == folder["v1"])
    }

    @Test("S33 a call cut off between its record and the switch is repeated as if it had not been")
    func cutOffBeforeTheSwitch() async throws {
        _ = try await `switch`(to: folder["v2"])
        // The record stays, the link is as it was: the state that a crash between the two leaves.
        try FileManager.default.removeItem(atPath: link)
        try folder.link("current", to: folder["v1"])
        let response = try await `switch`(to: folder["v2"])
        #expect(response.previous == folder["v1"])
        #expect(try folder.target(of: "current") == folder["v2"])
    }

    @Test("another action that finds the target in place answers with it and says that nothing changed")
    func otherAction() async throws {
        _ = try await `switch`(to: folder["v2"], token: "first")
        let response = try await `switch`(to: folder["v2"], token: "second")
        #expect(response.previous == folder["v2"])
        #expect(!response.changed)
    }

    @Test("a rollback with the previous target restores it, and one with none removes the link")
    func rollback() async throws {
        let forward = try await `switch`(to: folder["v2"], token: "a")
        _ = try await `switch`(to: forward.previous, token: "b")
        #expect(try folder.target(of: "current") == folder["v1"])

        try FileManager.default.removeItem(atPath: link)
        let first = try await `switch`(to: folder["v2"], token: "c")
        #expect(first.previous == nil && first.changed)
        let again = try await `switch`(to: folder["v2"], token: "c")
        #expect(again == first)
        let back = try await `switch`(to: first.previous, token: "d")
        #expect(back == .init(path: link, target: nil, previous: folder["v2"]))
        #expect(!(try folder.names()).contains("current"))
        #expect(try await `switch`(to: nil, token: "d") == back)
    }

    @Test("nobody who follows the link meanwhile finds nothing")
    func atomic() async throws {
        let link = self.link
        let reader = Task.detached { () -> Int in
            var missing = 0
            while !Task.isCancelled { missing += FileManager.default.fileExists(atPath: link) ? 0 : 1 }
            return missing
        }
        for round in 0..<50 { _ = try await `switch`(to: folder[round.isMultiple(of: 2) ? "v2" : "v1"], token: "\(round)") }
        reader.cancel()
        #expect(await reader.value == 0)
    }

    @Test("a relative target is read from the folder of the link, and a slash at the end of the path means the link")
    func relative() async throws {
        let response = try await plugin.execute(.init(path: link + "/", target: "v2"), in: .alone())
        #expect(response.previous == folder["v1"])
        #expect(try folder.target(of: "current") == "v2")
    }

    @Test("a missing target is refused by name, and nothing changes, unless it is allowed")
    func missingTarget() async throws {
        let error = try await #require(throws: PluginError.self) { try await `switch`(to: folder["v3"]) }
        #expect(error.code == .notFound && error.isPermanent)
        #expect(error.message.contains("\"\(folder["v3"])\""))
        #expect(try folder.target(of: "current") == folder["v1"])
        _ = try await plugin.execute(.init(path: link, target: folder["v3"], allowsMissingTarget: true), in: .alone())
        #expect(try folder.target(of: "current") == folder["v3"])
    }

    @Test("something that is no link is left alone", arguments: ["file", "directory"])
    func noLink(kind: String) async throws {
        let path = kind == "file" ? try folder.write("precious", to: "thing") : try folder.makeFolder("thing")
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(path: path, target: folder["v2"]), in: .alone()) }
        #expect(error.code == .unexpectedKind && error.isPermanent)
        #expect(folder.exists("thing"))
    }

    @Test("a missing folder is named")
    func missingFolder() async throws {
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(path: folder["none/current"], target: folder["v2"]), in: .alone())
        }
        #expect(error.code == .notFound)
        #expect(error.message.contains("\"\(folder["none"])"))
    }

    @Test("validation refuses paths without a name", arguments: ["", "/", "/srv/..", ".", "a\0b"])
    func validation(path: String) throws {
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: path, target: "/x")) }
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "/srv/current", target: "")) }
        try plugin.validate(.init(path: "/srv/current", target: nil))
    }

    @Test("S33 its effect is idempotent, and the response has its empty fields as null, so that a binding finds them")
    func contract() throws {
        #expect(plugin.effect(of: .init(path: "a", target: "b")) == .idempotent)
        let encoded = String(decoding: try JSONEncoder().encode(SwitchSymlink.Response(path: "a", target: "b", previous: nil)), as: UTF8.self)
        #expect(encoded.contains(#""previous":null"#))
        let request = try JSONDecoder().decode(SwitchSymlink.Request.self, from: Data(#"{"path":"a","target":"b"}"#.utf8))
        #expect(request == .init(path: "a", target: "b"))
    }
}
