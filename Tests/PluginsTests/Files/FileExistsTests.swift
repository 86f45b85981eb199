import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("FileExists", .timeLimit(.minutes(15)))
struct FileExistsTests {
    let folder: TemporaryFolder
    let plugin = FileExists()

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("x", to: "file")
        try folder.makeFolder("directory")
        try folder.link("linkToFile", to: "file")
        try folder.link("linkToDirectory", to: "directory")
        try folder.link("linkToNothing", to: "nothing")
    }

    @Test(
        "S4 it says no exactly when nothing of the kind is there",
        arguments: [
            ("file", [.any, .file]), ("directory", [.any, .directory]), ("linkToFile", [.any, .file, .symbolicLink]),
            ("linkToDirectory", [.any, .directory, .symbolicLink]), ("linkToNothing", [.symbolicLink]), ("nothing", []), ("file/nothing", []),
        ] as [(String, [FileKind])])
    func table(name: String, kinds: [FileKind]) async throws {
        for kind in FileKind.allCases {
            let request = FileExists.Request(path: folder[name], kind: kind)
            if kinds.contains(kind) {
                _ = try await plugin.execute(request, in: .alone())
            } else {
                let error = try await #require(throws: PluginError.self, "\(kind)") { try await plugin.execute(request, in: .alone()) }
                #expect(error.code == .checkFailed)
                #expect(error.message.contains("\"\(folder[name])\""))
            }
        }
    }

    @Test("a link to nothing is told apart from nothing")
    func danglingLink() async throws {
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(path: folder["linkToNothing"]), in: .alone()) }
        #expect(error.message.contains("is a symbolic link to \"nothing\""))
    }

    @Test("S4 a path that cannot be looked at is no \"no\"")
    func cannotLook() async throws {
        try folder.link("circle", to: "circle")
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(path: folder["circle/a"]), in: .alone()) }
        #expect(error.code == .failed && error.message.contains("ELOOP"))
    }

    @Test("a request with a path alone asks for anything")
    func decoding() throws {
        #expect(try JSONDecoder().decode(FileExists.Request.self, from: Data(#"{"path":"a"}"#.utf8)) == .init(path: "a"))
        #expect(throws: PluginError.self) { try plugin.validate(.init(path: "")) }
    }
}
