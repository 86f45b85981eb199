import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("WaitForFile", .timeLimit(.minutes(15)))
struct WaitForFileTests {
    let folder: TemporaryFolder
    let time = TestTime()
    let plugin = WaitForFile()

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("it waits until the file is there")
    func appearing() async throws {
        let result = try await plugin.execute(
            .init(path: folder["ready"]), in: time.context { [folder] number in if number == 3 { try folder.write("", to: "ready") } })
        #expect(result == WaitResult(waited: .seconds(3), looks: 4))
        #expect(time.output == "Waiting for \"\(folder["ready"])\" to be there: it does not exist.\n")
    }

    @Test("it waits until the file is gone")
    func vanishing() async throws {
        try folder.write("", to: "lock")
        let result = try await plugin.execute(
            .init(path: folder["lock"], .gone, interval: .milliseconds(100)),
            in: time.context { [folder] number in if number == 2 { try FileManager.default.removeItem(atPath: folder["lock"]) } })
        #expect(result == WaitResult(waited: .milliseconds(200), looks: 3))
    }

    @Test("something of another kind is not what is waited for, in either direction")
    func kinds() async throws {
        try folder.makeFolder("thing")
        let request = WaitForFile.Request(path: folder["thing"], kind: .file, limit: .seconds(2))
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(request, in: time.context()) }
        #expect(error.code == .waitedInVain && error.message.contains("it is a directory, not a file"))
        #expect(try await plugin.execute(.init(path: folder["thing"], .gone, kind: .file), in: time.context()).looks == 1)
    }

    @Test("a path that cannot be looked at is an error at once")
    func cannotLook() async throws {
        try folder.link("circle", to: "circle")
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(path: folder["circle/a"], .gone), in: time.context())
        }
        #expect(error.code == .failed && error.message.contains("ELOOP"))
        #expect(time.sleeps.isEmpty)
    }

    @Test("S28 a request with a path alone is complete, and one that can never work is refused")
    func requests() throws {
        #expect(try JSONDecoder().decode(WaitForFile.Request.self, from: Data(#"{"path":"a"}"#.utf8)) == .init(path: "a"))
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "")) }
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "a", interval: .zero)) }
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "a", limit: .zero)) }
    }
}
